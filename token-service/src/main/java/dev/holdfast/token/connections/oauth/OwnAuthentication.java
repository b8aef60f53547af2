package dev.holdfast.token.connections.oauth;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.holdfast.token.connections.ProviderSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How we authenticate to one provider. */
final class OwnAuthentication {

  private static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(1);

  private final ProviderSettings settings;
  private final Clock clock;
  private final @Nullable JWK key;

  /**
   * Reads the private key, if there is to be one.
   *
   * @throws IllegalArgumentException if it cannot be read; names the setting
   */
  OwnAuthentication(ProviderSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    Path file = settings.privateKeyFile();
    this.key = file == null ? null : read(settings, file);
  }

  ClientID clientId() {
    return new ClientID(settings.clientId());
  }

  /**
   * What to send along; empty for a public client.
   *
   * @param tokenEndpoint whom an assertion is for, unless the settings say better
   */
  Optional<ClientAuthentication> present(URI tokenEndpoint) {
    return switch (settings.authenticationMethod()) {
      case CLIENT_SECRET_BASIC -> Optional.of(new ClientSecretBasic(clientId(), secret()));
      case CLIENT_SECRET_POST -> Optional.of(new ClientSecretPost(clientId(), secret()));
      case PRIVATE_KEY_JWT -> Optional.of(assertion(tokenEndpoint));
      case NONE -> Optional.empty();
    };
  }

  private Secret secret() {
    return new Secret(requireNonNull(settings.clientSecret()).reveal());
  }

  private PrivateKeyJWT assertion(URI tokenEndpoint) {
    JWK jwk = requireNonNull(key);
    try {
      var header = new JWSHeader.Builder(algorithm(jwk)).keyID(jwk.getKeyID()).build();
      var jwt = new SignedJWT(header, claims(audience(tokenEndpoint)));
      jwt.sign(new DefaultJWSSignerFactory().createJWSSigner(jwk, header.getAlgorithm()));
      return new PrivateKeyJWT(jwt);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign an assertion for " + settings.name(), e);
    }
  }

  /** RFC 7523, section 3. */
  private JWTClaimsSet claims(String audience) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(settings.clientId())
        .subject(settings.clientId())
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(ASSERTION_LIFETIME)))
        .jwtID(UUID.randomUUID().toString())
        .build();
  }

  private String audience(URI tokenEndpoint) {
    return Optional.ofNullable(settings.assertionAudience())
        .or(() -> Optional.ofNullable(settings.issuer()))
        .orElse(tokenEndpoint)
        .toString();
  }

  private static JWSAlgorithm algorithm(JWK jwk) {
    if (jwk.getAlgorithm() != null) {
      return JWSAlgorithm.parse(jwk.getAlgorithm().getName());
    }
    return switch (jwk) {
      case RSAKey _ -> JWSAlgorithm.RS256;
      case ECKey ec when ec.getCurve().equals(Curve.P_384) -> JWSAlgorithm.ES384;
      case ECKey ec when ec.getCurve().equals(Curve.P_521) -> JWSAlgorithm.ES512;
      case ECKey _ -> JWSAlgorithm.ES256;
      default -> JWSAlgorithm.EdDSA;
    };
  }

  private static JWK read(ProviderSettings settings, Path file) {
    String setting = "holdfast.token.providers." + settings.name() + ".private-key-file ";
    try {
      JWK jwk = JWK.parse(Files.readString(file));
      new DefaultJWSSignerFactory().createJWSSigner(jwk, algorithm(jwk));
      return jwk;
    } catch (IOException e) {
      throw new IllegalArgumentException(setting + "cannot be read", e);
      // Without the cause: its message may quote the key.
    } catch (ParseException | JOSEException | IllegalArgumentException _) {
      throw new IllegalArgumentException(setting + "holds no private JWK that can sign");
    }
  }
}
