package dev.holdfast.authserver.federation.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.holdfast.authserver.federation.ExternalPerson;
import dev.holdfast.authserver.federation.LoginProvider;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what providers answer. */
final class OidcAnswers {

  private OidcAnswers() {}

  /** The ID token, unchecked. */
  static JWT idToken(AccessTokenResponse answer) throws ParseException {
    @Nullable JWT token =
        answer instanceof OIDCTokenResponse oidc ? oidc.getOIDCTokens().getIDToken() : null;
    if (token == null) {
      throw new ParseException("No ID token");
    }
    return token;
  }

  /** The person of checked claims. */
  static ExternalPerson person(LoginProvider provider, IDTokenClaimsSet claims) {
    // Core, section 5.7: an address that nobody has checked says nothing.
    boolean verified = Boolean.TRUE.equals(claims.getClaim("email_verified"));
    return new ExternalPerson(
        provider.name(),
        provider.issuer().toString(),
        IdTokenCheck.subject(claims),
        Stream.of("preferred_username", "nickname", "email")
            .flatMap(name -> text(claims, name).stream())
            .toList(),
        text(claims, "name"),
        text(claims, "email").filter(_ -> verified));
  }

  private static Optional<String> text(IDTokenClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }
}
