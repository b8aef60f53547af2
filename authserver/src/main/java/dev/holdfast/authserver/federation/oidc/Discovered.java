package dev.holdfast.authserver.federation.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A provider's metadata.
 *
 * @param metadata its issuer is the configured one, and it has all endpoints we need
 */
record Discovered(OIDCProviderMetadata metadata) {

  /** Asymmetric ones only: {@code none} and anything made of the client secret never count. */
  private static final Set<JWSAlgorithm> SOUND =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  /** What it signs ID tokens with; RS256 if it does not say (Core, section 3.1.3.7). */
  Set<JWSAlgorithm> algorithms() {
    var own =
        new HashSet<>(
            Objects.requireNonNullElse(metadata.getIDTokenJWSAlgs(), List.of(JWSAlgorithm.RS256)));
    own.retainAll(SOUND);
    return own;
  }
}
