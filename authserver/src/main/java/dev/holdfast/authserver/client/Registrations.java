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

  private final ClientRegistry registry;
  private final Descriptions descriptions;
  private final Clock clock;

  Registrations(ClientRegistry registry, Descriptions descriptions, Clock clock) {
    this.registry = registry;
    this.descriptions = descriptions;
    this.clock = clock;
  }

  /**
   * A new client.
   *
   * @param client as it was registered
   * @param secret its secret, in clear for the only time; empty for a client that needs none
   */
  public record Registered(Client client, Optional<Secret> secret) {}

  /**
   * Registers a client (RFC 7591, section 3.1).
   *
   * @throws OAuthRefusal {@code invalid_redirect_uri} or {@code invalid_client_metadata}
   */
  public Registered register(Map<String, Object> said) {
    // RFC 7591, section 2: left out means client_secret_basic.
    OIDCClientMetadata metadata =
        descriptions.accept(said, ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    Optional<Secret> secret =
        ClientAuthenticator.needsSecret(metadata.getTokenEndpointAuthMethod())
            ? Optional.of(Secret.of(OpaqueValue.random()))
            : Optional.empty();
    var client =
        new Client(
            OpaqueValue.random(),
            Origin.REGISTERED,
            metadata,
            secret.map(OpaqueValue::hash).orElse(null),
            null,
            List.of(),
            clock.instant(),
            null);
    registry.add(client);
    return new Registered(client, secret);
  }
}
