package dev.holdfast.authserver.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which client sent a request, and that it is that client. */
@Singleton
public final class ClientAuthenticator {

  /** How clients may authenticate. */
  public static final List<ClientAuthenticationMethod> METHODS =
      List.of(
          ClientAuthenticationMethod.NONE,
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST,
          ClientAuthenticationMethod.PRIVATE_KEY_JWT);

  /** What they may sign assertions with. */
  public static final List<JWSAlgorithm> ALGORITHMS =
      List.of(
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512);

  /** RFC 6749, section 2.3.1; RFC 7521, section 4.2. */
  private static final Set<String> PROOFS =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  private static final String CHALLENGE = "Basic realm=\"clients\", charset=\"UTF-8\"";

  private final Clients clients;
  private final ClientAssertions assertions;
  private final ClientUse use;

  ClientAuthenticator(Clients clients, ClientAssertions assertions, ClientUse use) {
    this.clients = clients;
    this.assertions = assertions;
    this.use = use;
  }

  /**
   * The client, by the one method it is registered with: {@code client_secret_basic}, {@code
   * client_secret_post}, {@code private_key_jwt} or, if it is public, its id alone.
   *
   * @throws OAuthRefusal {@code invalid_client}; the same for an unknown client, another method and
   *     a wrong proof
   * @throws TemporarilyUnavailable if what describes the client, or its keys, cannot be read now
   */
  public Client authenticate(HTTPRequest request, Map<String, List<String>> form) {
    ClientAuthentication presented = presentsProof(request, form) ? parse(request) : null;
    Client client = presented == null ? publicClient(form) : provenClient(request, form, presented);
    if (!use.note(client)) {
      throw refused();
    }
    return client;
  }

  /** Whether there is anything to parse; from public clients, which ask most, there is nothing. */
  private static boolean presentsProof(HTTPRequest request, Map<String, List<String>> form) {
    return request.getAuthorization() != null || !Collections.disjoint(PROOFS, form.keySet());
  }

  private Client publicClient(Map<String, List<String>> form) {
    // OAuth 2.1, section 2.4.2: a public client identifies itself by client_id.
    return clientId(form)
        .flatMap(clients::find)
        .filter(Client::isPublic)
        .orElseThrow(ClientAuthenticator::refused);
  }

  private Client provenClient(
      HTTPRequest request, Map<String, List<String>> form, ClientAuthentication presented) {
    // OAuth 2.1, section 2.4: one method per request, and one client.
    boolean header = request.getAuthorization() != null;
    boolean both =
        header && (form.containsKey("client_secret") || form.containsKey("client_assertion"));
    String id = presented.getClientID().getValue();
    if (both || clientId(form).filter(other -> !other.equals(id)).isPresent()) {
      throw refused();
    }
    return clients
        .find(id)
        .filter(client -> client.authenticationMethod().equals(presented.getMethod()))
        .filter(client -> proves(client, presented))
        .orElseThrow(ClientAuthenticator::refused);
  }

  private boolean proves(Client client, ClientAuthentication presented) {
    return switch (presented) {
      case PlainClientSecret secret ->
          client.secretHash() != null
              && OpaqueValue.same(
                  client.secretHash(), OpaqueValue.hash(secret.getClientSecret().getValue()));
      case PrivateKeyJWT assertion ->
          ALGORITHMS.contains(assertion.getClientAssertion().getHeader().getAlgorithm())
              && assertions.proves(client, assertion);
      default -> false;
    };
  }

  /** Whether a client of this method has a secret. */
  static boolean needsSecret(ClientAuthenticationMethod method) {
    return method.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        || method.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST);
  }

  private static @Nullable ClientAuthentication parse(HTTPRequest request) {
    try {
      return ClientAuthentication.parse(request);
    } catch (ParseException | IllegalArgumentException e) {
      throw refused();
    }
  }

  private static Optional<String> clientId(Map<String, List<String>> form) {
    List<String> ids = form.getOrDefault("client_id", List.of());
    return ids.size() == 1 ? Optional.of(ids.getFirst()) : Optional.empty();
  }

  private static OAuthRefusal refused() {
    // RFC 6749, section 5.2.
    return OAuthRefusal.challenged(OAuth2Error.INVALID_CLIENT, CHALLENGE);
  }
}
