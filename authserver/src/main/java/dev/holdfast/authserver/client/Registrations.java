package dev.holdfast.authserver.client;

import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registers clients that nobody configured. Their id is never their choice. */
@Singleton
public final class Registrations {

  private final Descriptions descriptions;
  private final ClientChanges changes;
  private final Clock clock;

  Registrations(Descriptions descriptions, ClientChanges changes, Clock clock) {
    this.descriptions = descriptions;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Registers a client (RFC 7591, section 3.1).
   *
   * @param source the network that asks
   * @throws OAuthRefusal {@code invalid_redirect_uri} or {@code invalid_client_metadata}
   * @throws QuotaExceeded if there are too many already
   */
  public Registered register(Map<String, Object> said, String source) {
    // RFC 7591, section 2: left out means client_secret_basic.
    OIDCClientMetadata metadata =
        descriptions.accept(said, ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    Optional<Secret> secret =
        ClientAuthenticator.needsSecret(metadata.getTokenEndpointAuthMethod())
            ? Optional.of(Secret.of(OpaqueValue.random()))
            : Optional.empty();
    Secret token = Secret.of(OpaqueValue.random());
    var client =
        new Client(
            OpaqueValue.random(),
            Origin.REGISTERED,
            metadata,
            secret.map(OpaqueValue::hash).orElse(null),
            OpaqueValue.hash(token),
            List.of(),
            false,
            clock.instant(),
            null);
    changes.register(client, source);
    return new Registered(client, secret, token);
  }
}
