package dev.holdfast.authserver.authorize;

import static dev.holdfast.authserver.authorize.RefusedException.refuseIf;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.OIDCError;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.authserver.login.LoginClass;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what OpenID Connect Core adds to an authorization request (section 3.1.2.1). */
@Singleton
final class OpenIdParameters {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final OwnTokens tokens;

  OpenIdParameters(OwnTokens tokens) {
    this.tokens = tokens;
  }

  RequestedClaims claims(Parameters parameters) throws RefusedException {
    try {
      return RequestedClaims.parse(parameters.single("claims"));
    } catch (ParseException e) {
      throw new RefusedException(OAuth2Error.INVALID_REQUEST.setDescription("claims"));
    }
  }

  Set<LoginClass> classes(RequestedClaims claims) throws RefusedException {
    Set<LoginClass> known = EnumSet.noneOf(LoginClass.class);
    claims.demandedClasses().stream()
        .flatMap(name -> LoginClass.named(name).stream())
        .forEach(known::add);
    // OpenID Connect Core, section 5.5.1.1: one that was demanded and does not exist here.
    refuseIf(
        known.isEmpty() && !claims.demandedClasses().isEmpty(),
        OIDCError.UNMET_AUTHENTICATION_REQUIREMENTS,
        "No such class here");
    return known;
  }

  @Nullable Duration maxAge(Parameters parameters) throws RefusedException {
    Optional<String> seconds = parameters.single("max_age");
    refuseIf(
        seconds.filter(s -> !SECONDS.matcher(s).matches()).isPresent(),
        OAuth2Error.INVALID_REQUEST,
        "max_age is not a number of seconds");
    return seconds.map(Long::parseLong).map(Duration::ofSeconds).orElse(null);
  }

  Hints hints(Parameters parameters, RequestedClaims claims) throws RefusedException {
    Optional<String> token = parameters.single("id_token_hint");
    Optional<String> hinted = token.flatMap(tokens::readIdToken).map(JWTClaimsSet::getSubject);
    // OpenID Connect Core, section 3.1.2.1: one of ours, though it may have expired.
    refuseIf(
        token.isPresent() && hinted.isEmpty(), OAuth2Error.INVALID_REQUEST, "Bad id_token_hint");
    // OpenID Connect Core, section 5.5.1: a demanded subject is as good as a hint.
    Optional<String> demanded = claims.subject();
    refuseIf(
        hinted.isPresent() && demanded.isPresent() && !hinted.equals(demanded),
        OAuth2Error.INVALID_REQUEST,
        "Two different subjects");
    String username = parameters.single("login_hint").filter(h -> h.length() <= 100).orElse("");
    return new Hints(username, hinted.or(() -> demanded).orElse(null));
  }

  @Nullable String nonce(Parameters parameters) throws RefusedException {
    Optional<String> nonce = parameters.single("nonce");
    refuseIf(
        nonce.filter(n -> n.length() > 1000).isPresent(), OAuth2Error.INVALID_REQUEST, "nonce");
    return nonce.orElse(null);
  }
}
