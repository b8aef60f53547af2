package dev.holdfast.authserver.consent;

import com.nimbusds.oauth2.sdk.Scope;
import dev.holdfast.authserver.opaque.OpaqueValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;

/**
 * What a person has allowed a client at some resources.
 *
 * @param id made of user, client and resources, see {@link #id}
 * @param userId who allowed
 * @param clientId whom
 * @param resources for which audiences (RFC 8707), separated by spaces
 * @param scopes what, separated by spaces
 * @param grantedAt when last
 */
@MappedEntity("consent")
public record Consent(
    @Id String id,
    String userId,
    String clientId,
    String resources,
    String scopes,
    Instant grantedAt) {

  /** The audiences. */
  public List<String> audiences() {
    return List.of(resources.split(" "));
  }

  /** What was allowed. */
  public List<String> permissions() {
    return Scope.parse(scopes).toStringList();
  }

  /** The one id of a user's consent for a client at these resources. */
  public static String id(String userId, String clientId, List<String> resources) {
    String sorted = String.join("\n", resources.stream().sorted().distinct().toList());
    return OpaqueValue.hash(userId + '\n' + clientId + '\n' + sorted);
  }

  /** Whether it covers a request. */
  public boolean covers(Scope requested) {
    return Scope.parse(scopes).containsAll(requested);
  }
}
