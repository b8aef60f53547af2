package dev.holdfast.authserver.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.resource.Offer;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Registers clients that nobody configured. They choose their name, their addresses, and less than
 * the scopes on offer; nothing they send sets a policy, and their id is never their choice.
 */
@Singleton
public final class Registrations {

  private static final int MAX_REDIRECTS = 20;
  private static final int MAX_NAME = 200;
  private static final int MAX_URI = 2000;
  private static final Set<GrantType> GRANTS =
      Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
  private static final Set<ClientAuthenticationMethod> METHODS =
      Set.of(
          ClientAuthenticationMethod.NONE,
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST);

  private final Clients clients;
  private final Offer offer;
  private final Clock clock;

  Registrations(Clients clients, Offer offer, Clock clock) {
    this.clients = clients;
    this.offer = offer;
    this.clock = clock;
  }

  /**
   * A new client.
   *
   * @param client as it was registered
   * @param secret its secret, in clear for the only time; empty for a public client
   * @param method how it authenticates
   */
  public record Registered(
      Client client, Optional<Secret> secret, ClientAuthenticationMethod method) {}

  /**
   * Registers a client (RFC 7591, section 3.1).
   *
   * @throws OAuthRefusal {@code invalid_redirect_uri} or {@code invalid_client_metadata}
   */
  public Registered register(ClientMetadata metadata) {
    List<URI> redirects = redirects(metadata);
    Set<GrantType> grants =
        Optional.ofNullable(metadata.getGrantTypes()).orElse(Set.of(GrantType.AUTHORIZATION_CODE));
    // RFC 7591, section 2: only what a person can grant; no client credentials by oneself.
    refuseIf(
        !GRANTS.containsAll(grants) || !grants.contains(GrantType.AUTHORIZATION_CODE),
        RegistrationError.INVALID_CLIENT_METADATA,
        "grant_types");
    Set<ResponseType> responses =
        Optional.ofNullable(metadata.getResponseTypes()).orElse(Set.of(ResponseType.CODE));
    refuseIf(
        !responses.equals(Set.of(ResponseType.CODE)),
        RegistrationError.INVALID_CLIENT_METADATA,
        "response_types");
    // RFC 7591, section 2: left out means client_secret_basic.
    var method =
        Optional.ofNullable(metadata.getTokenEndpointAuthMethod())
            .orElse(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    refuseIf(
        !METHODS.contains(method),
        RegistrationError.INVALID_CLIENT_METADATA,
        "token_endpoint_auth_method");
    Scope scope = scope(metadata);
    Optional<Secret> secret =
        method.equals(ClientAuthenticationMethod.NONE)
            ? Optional.empty()
            : Optional.of(Secret.of(OpaqueValue.random()));
    String id = OpaqueValue.random();
    var client =
        new Client(
            id,
            name(metadata, id),
            secret.map(OpaqueValue::hash).orElse(null),
            String.join(" ", redirects.stream().map(URI::toString).toList()),
            String.join(" ", grants.stream().map(GrantType::getValue).sorted().toList()),
            scope.toString(),
            "",
            false,
            clock.instant());
    return new Registered(clients.save(client), secret, method);
  }

  private static List<URI> redirects(ClientMetadata metadata) {
    Set<URI> redirects = Objects.requireNonNullElse(metadata.getRedirectionURIs(), Set.of());
    boolean sound =
        !redirects.isEmpty()
            && redirects.size() <= MAX_REDIRECTS
            && redirects.stream()
                .allMatch(
                    uri -> uri.toString().length() <= MAX_URI && RedirectUris.mayRegister(uri));
    // RFC 9700, section 4.1: nowhere but https and loopback.
    refuseIf(!sound, RegistrationError.INVALID_REDIRECT_URI, "https or loopback only");
    return List.copyOf(redirects);
  }

  private Scope scope(ClientMetadata metadata) {
    Scope offered = Scope.parse(offer.scopes());
    Scope requested = metadata.getScope();
    if (requested == null || requested.isEmpty()) {
      return offered;
    }
    // RFC 7591, section 2: the server may register less than was asked.
    requested.retainAll(offered);
    return requested;
  }

  private static String name(ClientMetadata metadata, String id) {
    String name = Optional.ofNullable(metadata.getName()).filter(n -> !n.isBlank()).orElse(id);
    refuseIf(
        name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl),
        RegistrationError.INVALID_CLIENT_METADATA,
        "client_name");
    return name;
  }

  private static void refuseIf(boolean wrong, ErrorObject error, String description) {
    if (wrong) {
      throw OAuthRefusal.of(error, description);
    }
  }
}
