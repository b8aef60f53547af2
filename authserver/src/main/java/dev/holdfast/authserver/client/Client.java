package dev.holdfast.authserver.client;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A registered client. Lists are kept as OAuth writes them: separated by spaces.
 *
 * @param clientId its id, compared exactly
 * @param name what people are shown
 * @param secretHash the hash of its secret; absent for a public client
 * @param redirectUris where it may be redirected to
 * @param grantTypes the grants it may use
 * @param scopes the scopes it may ask for
 * @param resources the audiences it may ask for by itself; empty means every known resource
 * @param configured whether an operator configured it, instead of it registering itself
 * @param createdAt when
 */
@MappedEntity("client")
public record Client(
    @Id String clientId,
    String name,
    @Nullable String secretHash,
    String redirectUris,
    String grantTypes,
    String scopes,
    String resources,
    boolean configured,
    Instant createdAt) {

  /** Whether it has no secret (OAuth 2.1, section 2.1). */
  public boolean isPublic() {
    return secretHash == null;
  }

  /** The registered redirection URIs. */
  public List<URI> redirects() {
    return words(redirectUris).map(URI::create).toList();
  }

  /** Whether it may use a grant. */
  public boolean mayUse(GrantType grantType) {
    return words(grantTypes).anyMatch(grantType.getValue()::equals);
  }

  /** The scopes it may ask for. */
  public Scope allowedScope() {
    return Scope.parse(words(scopes).toList());
  }

  /** Whether it may ask for a resource. */
  public boolean mayReach(String resource) {
    return resources.isBlank() || words(resources).anyMatch(resource::equals);
  }

  private static Stream<String> words(String list) {
    return Stream.of(list.split(" ")).filter(word -> !word.isEmpty());
  }
}
