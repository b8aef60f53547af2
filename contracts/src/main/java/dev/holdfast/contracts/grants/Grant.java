package dev.holdfast.contracts.grants;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

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
    Instant issuedAt) {}
