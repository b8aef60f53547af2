package dev.holdfast.authserver.client;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out which client sent a request, and that it is that client. */
@Singleton
public final class ClientAuthenticator {

  /** How clients may authenticate. */
  public static final List<ClientAuthenticationMethod> METHODS =
      List.of(
          ClientAuthenticationMethod.NONE,
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST);

  private static final String CHALLENGE = "Basic realm=\"clients\", charset=\"UTF-8\"";

  private final Clients clients;

  ClientAuthenticator(Clients clients) {
    this.clients = clients;
  }

  /**
   * The client, by {@code client_secret_basic}, {@code client_secret_post} or, if it is public, its
   * id alone.
   *
   * @throws OAuthRefusal {@code invalid_client}; the same for an unknown client and a wrong secret
   */
  public Client authenticate(HTTPRequest request, Map<String, List<String>> form) {
    ClientAuthentication presented = parse(request);
    // OAuth 2.1, section 2.4.2: a public client identifies itself by client_id.
    if (presented == null) {
      return clients
          .find(clientId(form))
          .filter(Client::isPublic)
          .orElseThrow(ClientAuthenticator::refused);
    }
    // OAuth 2.1, section 2.4.1: a confidential client proves itself by its secret.
    if (!(presented instanceof ClientSecretBasic || presented instanceof ClientSecretPost)) {
      throw refused();
    }
    String hash = OpaqueValue.hash(((PlainClientSecret) presented).getClientSecret().getValue());
    return clients
        .find(presented.getClientID().getValue())
        .filter(client -> client.authenticationMethod().equals(presented.getMethod()))
        .filter(client -> OpaqueValue.same(String.valueOf(client.secretHash()), hash))
        .orElseThrow(ClientAuthenticator::refused);
  }

  /** Whether a client of this method has a secret. */
  static boolean needsSecret(ClientAuthenticationMethod method) {
    return method.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        || method.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST);
  }

  private static @Nullable ClientAuthentication parse(HTTPRequest request) {
    try {
      return ClientAuthentication.parse(request);
    } catch (ParseException e) {
      throw refused();
    }
  }

  private static String clientId(Map<String, List<String>> form) {
    List<String> ids = form.getOrDefault("client_id", List.of());
    if (ids.size() != 1) {
      throw refused();
    }
    return ids.getFirst();
  }

  private static OAuthRefusal refused() {
    // RFC 6749, section 5.2.
    return OAuthRefusal.challenged(OAuth2Error.INVALID_CLIENT, CHALLENGE);
  }
}
