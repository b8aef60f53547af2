package dev.holdfast.authserver.enterprise;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import java.net.MalformedURLException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Checks signatures of one provider; its keys are cached, and kept through an outage. */
final class ProviderKeys {

  /** MCP enterprise-managed authorization, section 5.1: no other token passes for one. */
  private static final JOSEObjectType TYPE = new JOSEObjectType("oauth-id-jag+jwt");

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.RS256, JWSAlgorithm.PS256);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  ProviderKeys(TrustedProvider provider, SSLContext tls) {
    try {
      var keys =
          JWKSourceBuilder.<SecurityContext>create(provider.jwksUri().toURL(), retriever(tls))
              .outageTolerant(true)
              .build();
      processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
      // Time, audience and the rest depend on who presents it.
      processor.setJWTClaimsSetVerifier((_, _) -> {});
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(
          "holdfast.authserver.identity-assertions." + provider.name() + ".jwks-uri", e);
    }
  }

  private static DefaultResourceRetriever retriever(SSLContext tls) {
    return new DefaultResourceRetriever(
        JWKSourceBuilder.DEFAULT_HTTP_CONNECT_TIMEOUT,
        JWKSourceBuilder.DEFAULT_HTTP_READ_TIMEOUT,
        JWKSourceBuilder.DEFAULT_HTTP_SIZE_LIMIT,
        false,
        tls.getSocketFactory());
  }

  /**
   * The claims, if the provider signed them.
   *
   * @throws TemporarilyUnavailable if its keys cannot be had
   */
  Optional<JWTClaimsSet> verify(SignedJWT assertion) {
    try {
      return Optional.of(processor.process(assertion, null));
    } catch (KeySourceException e) {
      throw new TemporarilyUnavailable("identity provider's keys", e);
    } catch (BadJOSEException | JOSEException e) {
      return Optional.empty();
    }
  }
}
