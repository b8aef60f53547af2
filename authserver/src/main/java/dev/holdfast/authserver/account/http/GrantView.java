package dev.holdfast.authserver.account.http;

import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.grants.LiveGrant;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A grant as operators see one.
 *
 * @param gid what tokens and events call it
 * @param clientId to whom
 * @param sid in which login session, which may be over
 * @param device how the person may recognise the device, if known
 * @param scopes what
 * @param resources for which audiences (RFC 8707)
 * @param issuedAt when it began
 * @param lastUsedAt when its refresh token was exchanged last; when it began, if it never was
 */
@Serdeable
record GrantView(
    String gid,
    String clientId,
    String sid,
    @Nullable String device,
    SortedSet<String> scopes,
    List<String> resources,
    Instant issuedAt,
    Instant lastUsedAt) {

  static GrantView of(LiveGrant live) {
    Grant grant = live.grant();
    return new GrantView(
        grant.gid(),
        grant.clientId(),
        grant.sid(),
        live.deviceLabel(),
        grant.scopes(),
        grant.resources(),
        grant.issuedAt(),
        live.lastUsedAt());
  }
}
