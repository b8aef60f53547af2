package dev.holdfast.token.grants;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.TokenEvent.GrantIssued;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.events.TokenEvent.RefreshReused;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.token.grants.GrantState.Ended;
import dev.holdfast.token.grants.GrantState.Live;
import dev.holdfast.token.grants.GrantState.Predecessor;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends of grants, told to the world in the transaction they happen in. */
@Singleton
public final class Endings {

  private static final Logger log = LoggerFactory.getLogger(Endings.class);
  private static final URI SOURCE = URI.create("urn:holdfast:token-service");

  private final GrantStore grants;
  private final Outbox outbox;

  Endings(GrantStore grants, Outbox outbox) {
    this.grants = grants;
    this.outbox = outbox;
  }

  void issued(Grant grant) {
    outbox.append(
        new GrantIssued(
            header(grant, grant.issuedAt()),
            grant.gid(),
            grant.clientId(),
            grant.sid(),
            grant.scopes()));
  }

  /**
   * Tells that a token came back that should not have.
   *
   * @param reuse which one
   */
  void reused(Grant grant, Reuse reuse, Instant now) {
    log.atWarn().addKeyValue("gid", grant.gid()).log("Refresh token reused");
    outbox.append(
        new RefreshReused(
            header(grant, now),
            grant.gid(),
            grant.clientId(),
            reuse.generation(),
            reuse.current(),
            reuse.source()));
  }

  /**
   * Ends a locked grant, in the caller's transaction.
   *
   * @param cause the id of the event behind it, if any
   * @return false if it was not live; then nothing changed and nothing is told
   */
  public boolean end(StoredGrant stored, EndReason reason, @Nullable String cause, Instant now) {
    return endAll(List.of(stored), reason, cause, now) == 1;
  }

  /**
   * Ends locked grants, in the caller's transaction.
   *
   * @param cause the id of the event behind it, if any
   * @return how many were live; of the others nothing is told
   */
  public int endAll(
      List<StoredGrant> stored, EndReason reason, @Nullable String cause, Instant now) {
    List<GrantRevoked> ends =
        stored.stream()
            .flatMap(
                each ->
                    each.state() instanceof Live last
                        ? Stream.of(revoked(each.grant(), last, reason, cause, now))
                        : Stream.empty())
            .toList();
    if (!ends.isEmpty()) {
      grants.end(ends.stream().map(GrantRevoked::gid).toList(), new Ended(now, reason));
      outbox.appendAll(ends);
    }
    for (GrantRevoked end : ends) {
      log.atInfo().addKeyValue("gid", end.gid()).addKeyValue("reason", reason).log("Grant ended");
    }
    return ends.size();
  }

  private static GrantRevoked revoked(
      Grant grant, Live last, EndReason reason, @Nullable String cause, Instant now) {
    Predecessor used = last.predecessor();
    return new GrantRevoked(
        header(grant, now),
        grant.gid(),
        grant.clientId(),
        grant.sid(),
        grant.issuedAt(),
        reason,
        cause,
        last.generation(),
        used == null ? null : used.usedAt());
  }

  private static EventHeader header(Grant grant, Instant time) {
    return new EventHeader(UUID.randomUUID().toString(), SOURCE, time, grant.subject());
  }
}
