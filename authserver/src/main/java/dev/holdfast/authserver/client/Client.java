package dev.holdfast.authserver.client;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.holdfast.authserver.key.SigningAlgorithm;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client. What it may say of itself is its metadata; everything else here only this server sets.
 *
 * @param clientId its id, compared exactly: at most {@value #MAX_ID} characters
 * @param origin who described it
 * @param metadata its description (RFC 7591, section 2), with nothing left to defaults; not to be
 *     changed in place
 * @param secretHash the hash of its secret, if it has one
 * @param registrationTokenHash the hash of the token it manages its registration with (RFC 7592)
 * @param resources the audiences it may ask for; empty means every known resource for people's
 *     tokens, and none for its own
 * @param resourceServer whether it is the services among its resources, too, and so hears about
 *     tokens for them
 * @param createdAt when it came to be known
 * @param lastUsedAt when it last asked for tokens, to the hour
 */
public record Client(
    String clientId,
    Origin origin,
    OIDCClientMetadata metadata,
    @Nullable String secretHash,
    @Nullable String registrationTokenHash,
    List<String> resources,
    boolean resourceServer,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {

  /** The longest id, in characters; tables that hold a client id are as wide. */
  public static final int MAX_ID = 512;

  /** Keeps a copy of the list. */
  public Client {
    resources = List.copyOf(resources);
  }

  /** What people are shown; its id if it did not say. */
  public String name() {
    return Objects.requireNonNullElse(metadata.getName(), clientId);
  }

  /** The one way it may authenticate by. */
  public ClientAuthenticationMethod authenticationMethod() {
    return Objects.requireNonNullElse(
        metadata.getTokenEndpointAuthMethod(), ClientAuthenticationMethod.NONE);
  }

  /** Whether it cannot keep a secret (OAuth 2.1, section 2.1). */
  public boolean isPublic() {
    return authenticationMethod().equals(ClientAuthenticationMethod.NONE);
  }

  /**
   * What ID tokens and logout tokens for it are signed with (OpenID Connect Dynamic Client
   * Registration, section 2; Back-Channel Logout, section 2.6): RS256 unless it registered another.
   */
  public SigningAlgorithm tokenAlgorithm() {
    return Optional.ofNullable(metadata.getIDTokenJWSAlg())
        .flatMap(SigningAlgorithm::of)
        .orElse(SigningAlgorithm.RS256);
  }

  /** The registered redirection URIs. */
  public List<URI> redirects() {
    return listed(metadata.getRedirectionURIs());
  }

  /** Whether it may use a grant. */
  public boolean mayUse(GrantType grantType) {
    return listed(metadata.getGrantTypes()).contains(grantType);
  }

  /** The scopes it may ask for. */
  public Scope allowedScope() {
    return metadata.getScope() == null ? new Scope() : new Scope(metadata.getScope());
  }

  /** Whether it may ask for a resource. */
  public boolean mayReach(String resource) {
    return resources.isEmpty() || resources.contains(resource);
  }

  /** Whether it is a service that a token is for. */
  public boolean receives(JWTClaimsSet accessToken) {
    return resourceServer && !Collections.disjoint(resources, accessToken.getAudience());
  }

  /** Where a browser may be sent after logging out (OpenID Connect RP-Initiated Logout). */
  public List<URI> postLogoutRedirects() {
    return listed(metadata.getPostLogoutRedirectionURIs());
  }

  /** Where it wants to be told of logouts (OpenID Connect Back-Channel Logout). */
  public Optional<URI> backChannelLogoutUri() {
    return Optional.ofNullable(metadata.getBackChannelLogoutURI());
  }

  /** The same client, described anew. */
  public Client describedBy(OIDCClientMetadata description, @Nullable String newSecretHash) {
    return new Client(
        clientId,
        origin,
        description,
        newSecretHash,
        registrationTokenHash,
        resources,
        resourceServer,
        createdAt,
        lastUsedAt);
  }

  private static <T> List<T> listed(@Nullable Set<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }
}
