package dev.holdfast.authserver.federation.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.holdfast.authserver.federation.LoginProvider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks ID tokens (OpenID Connect Core, section 3.1.3.7). A provider's keys are cached, read again
 * when a token names one that is not among them, and kept through an outage.
 */
@Singleton
final class IdTokenCheck {

  private static final int LONGEST_SUBJECT = 255;

  private final ProviderHttp http;
  private final Map<URI, JWKSource<SecurityContext>> keys = new ConcurrentHashMap<>();

  IdTokenCheck(ProviderHttp http) {
    this.http = http;
  }

  /**
   * The claims of a token that a provider made for us and for this login.
   *
   * @throws BadJOSEException if it is not one
   * @throws IOException if the provider's keys cannot be had
   */
  IDTokenClaimsSet check(JWT token, LoginProvider provider, Discovered discovered, String nonce)
      throws BadJOSEException, IOException {
    var client = new ClientID(provider.clientId());
    var selector =
        new JWSVerificationKeySelector<>(
            discovered.algorithms(), keysAt(discovered.metadata().getJWKSetURI()));
    // Without the other selector there is no way for an encrypted or unsigned one.
    var validator = new IDTokenValidator(new Issuer(provider.issuer()), client, selector, null);
    try {
      IDTokenClaimsSet claims = validator.validate(token, new Nonce(nonce));
      requireOurs(claims, client);
      return claims;
    } catch (KeySourceException e) {
      throw new IOException("Keys cannot be had", e);
    } catch (JOSEException e) {
      throw new BadJOSEException("Signature cannot be checked", e);
    }
  }

  /** Items 4 and 5 to the letter: several audiences need an authorized party, and it is us. */
  private static void requireOurs(IDTokenClaimsSet claims, ClientID client) throws BadJWTException {
    var party = claims.getAuthorizedParty();
    boolean ours =
        party == null
            ? claims.getAudience().size() == 1
            : party.getValue().equals(client.getValue());
    if (!ours) {
      throw new BadJWTException("Another authorized party");
    }
    String subject = subject(claims);
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw new BadJWTException("No subject to be kept");
    }
  }

  /** As it stands there; Nimbus' own type would take white space off. */
  static String subject(IDTokenClaimsSet claims) {
    return Objects.toString(claims.getClaim("sub"), "");
  }

  private JWKSource<SecurityContext> keysAt(URI address) {
    return keys.computeIfAbsent(address, this::source);
  }

  private JWKSource<SecurityContext> source(URI address) {
    try {
      return JWKSourceBuilder.<SecurityContext>create(address.toURL(), http)
          .refreshAheadCache(false)
          .outageTolerant(true)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("Not an address of keys", e);
    }
  }
}
