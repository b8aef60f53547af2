package dev.holdfast.contracts.grants;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A live grant, as access tokens are made from it.
 *
 * @param gid the grant's id
 * @param subject who granted
 * @param clientId to whom
 * @param sid in which login session
 * @param scopes what
 * @param resources for which audiences (RFC 8707)
 * @param authTime when the person signed in
 * @param issuedAt when the grant began
 */
@Serdeable
public record Grant(
    String gid,
    SubjectId subject,
    String clientId,
    String sid,
    SortedSet<String> scopes,
    List<String> resources,
    Instant authTime,
    Instant issuedAt) {

  /** The same grant for other scopes. */
  public Grant withScopes(Collection<String> others) {
    return new Grant(
        gid, subject, clientId, sid, new TreeSet<>(others), resources, authTime, issuedAt);
  }
}
