package dev.holdfast.authserver.client;

import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a client may do with its own registration (RFC 7592). */
@Singleton
public final class OwnRegistration {

  /** What the server says, and never the client (RFC 7592, section 2.2). */
  private static final Set<String> OURS =
      Set.of(
          "registration_access_token",
          "registration_client_uri",
          "client_secret_expires_at",
          "client_id_issued_at");

  private final ClientRegistry registry;
  private final Descriptions descriptions;
  private final ClientChanges changes;

  OwnRegistration(ClientRegistry registry, Descriptions descriptions, ClientChanges changes) {
    this.registry = registry;
    this.descriptions = descriptions;
    this.changes = changes;
  }

  /**
   * What is registered.
   *
   * @throws OAuthRefusal {@code invalid_token}
   */
  public Registered read(String clientId, Secret token) {
    return new Registered(owned(clientId, token), Optional.empty(), token);
  }

  /**
   * Replaces the whole description; what is left out goes. Nothing else of the client changes.
   *
   * @throws OAuthRefusal {@code invalid_token}, {@code invalid_redirect_uri} or {@code
   *     invalid_client_metadata}
   */
  public Registered replace(String clientId, Secret token, Map<String, Object> said) {
    Client client = owned(clientId, token);
    // RFC 7592, section 2.2: the client names itself, and says nothing that is the server's.
    boolean itself = clientId.equals(said.get("client_id")) && sameSecret(client, said);
    if (!itself || said.keySet().stream().anyMatch(OURS::contains)) {
      throw OAuthRefusal.of(
          RegistrationError.INVALID_CLIENT_METADATA,
          "client_id, or a member that only the server sets");
    }
    OIDCClientMetadata metadata =
        descriptions.accept(said, ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    boolean needed = ClientAuthenticator.needsSecret(metadata.getTokenEndpointAuthMethod());
    Optional<Secret> fresh =
        needed && client.secretHash() == null
            ? Optional.of(Secret.of(OpaqueValue.random()))
            : Optional.empty();
    String kept = needed ? client.secretHash() : null;
    Client changed = client.describedBy(metadata, fresh.map(OpaqueValue::hash).orElse(kept));
    if (!registry.replace(changed)) {
      throw refused();
    }
    return new Registered(changed, fresh, token);
  }

  /**
   * Ends the registration, and with it every grant of the client.
   *
   * @throws OAuthRefusal {@code invalid_token}, also to all but one of several callers
   */
  public void delete(String clientId, Secret token) {
    if (!changes.remove(owned(clientId, token).clientId())) {
      throw refused();
    }
  }

  private Client owned(String clientId, Secret token) {
    return registry
        .byId(clientId)
        .filter(client -> client.registrationTokenHash() != null)
        .filter(
            client ->
                OpaqueValue.same(
                    String.valueOf(client.registrationTokenHash()), OpaqueValue.hash(token)))
        .orElseThrow(OwnRegistration::refused);
  }

  private static boolean sameSecret(Client client, Map<String, Object> said) {
    return !said.containsKey("client_secret")
        || (client.secretHash() != null
            && said.get("client_secret") instanceof String secret
            && OpaqueValue.same(client.secretHash(), OpaqueValue.hash(secret)));
  }

  private static OAuthRefusal refused() {
    // RFC 7592, section 2.1: 401, and no telling whether the client exists.
    return OAuthRefusal.challenged(
        BearerTokenError.INVALID_TOKEN, "Bearer error=\"invalid_token\"");
  }
}
