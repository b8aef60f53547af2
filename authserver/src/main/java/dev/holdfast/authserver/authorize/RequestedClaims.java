package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code claims} parameter (OpenID Connect Core, section 5.5). A claim about a person that is
 * asked for by name is asked for by its scope, so that the person sees it on the consent page and a
 * refresh keeps it. Every other claim is either always told or never.
 *
 * @param parsed as sent
 */
record RequestedClaims(OIDCClaimsRequest parsed) {

  private static final Map<String, String> SCOPES =
      Map.of("name", "profile", "preferred_username", "profile", "email", "email");

  /**
   * Reads the parameter.
   *
   * @throws ParseException if it is not such a request
   */
  static RequestedClaims parse(Optional<String> parameter) throws ParseException {
    return new RequestedClaims(
        parameter.isPresent() ? OIDCClaimsRequest.parse(parameter.get()) : new OIDCClaimsRequest());
  }

  /** The scopes that tell the claims asked for, as far as the client may have them. */
  Scope scope(Scope allowed) {
    var scope = new Scope();
    Stream.of(parsed.getIDTokenClaimsRequest(), parsed.getUserInfoClaimsRequest())
        .flatMap(RequestedClaims::names)
        .flatMap(name -> Stream.ofNullable(SCOPES.get(name)))
        .filter(allowed::contains)
        .forEach(scope::add);
    return scope;
  }

  /** The only person that will do, if one is named (OpenID Connect Core, section 5.5.1). */
  Optional<String> subject() {
    return Stream.of(parsed.getIDTokenClaimsRequest(), parsed.getUserInfoClaimsRequest())
        .flatMap(Stream::ofNullable)
        .flatMap(claims -> claims.getEntries().stream())
        .filter(entry -> entry.getClaimName().equals("sub"))
        .flatMap(entry -> Stream.ofNullable(entry.getValueAsString()))
        .findFirst();
  }

  /** The names of the authentication classes of which one is demanded; empty if any will do. */
  Set<String> demandedClasses() {
    return Stream.ofNullable(parsed.getIDTokenClaimsRequest())
        .flatMap(claims -> claims.getEntries().stream())
        .filter(entry -> entry.getClaimName().equals("acr"))
        .filter(entry -> entry.getClaimRequirement() == ClaimRequirement.ESSENTIAL)
        .flatMap(
            entry ->
                Stream.concat(
                    Stream.ofNullable(entry.getValueAsString()),
                    Objects.requireNonNullElse(entry.getValuesAsListOfStrings(), List.<String>of())
                        .stream()))
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(@Nullable ClaimsSetRequest request) {
    return Stream.ofNullable(request)
        .flatMap(claims -> claims.getEntries().stream())
        .map(ClaimsSetRequest.Entry::getClaimName);
  }
}
