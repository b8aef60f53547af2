package dev.holdfast.token.revocation;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.token.connections.ConnectionPurge;
import dev.holdfast.token.grants.Endings;
import dev.holdfast.token.grants.GrantStore;
import dev.holdfast.token.grants.StoredGrant;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ends many grants of one subject in one transaction, once per event. Grants are locked one by one
 * in the order of their ids, so two sweeps never wait for each other in a circle.
 */
@Singleton
public final class Sweeps {

  private static final Set<EndReason> PURGING =
      EnumSet.of(EndReason.USER_LOCKED, EndReason.USER_DELETED);

  private final GrantStore grants;
  private final Endings endings;
  private final ConnectionPurge connections;
  private final SweepLog sweeps;
  private final Transactions transactions;
  private final Clock clock;

  Sweeps(
      GrantStore grants,
      Endings endings,
      ConnectionPurge connections,
      SweepLog sweeps,
      Transactions transactions,
      Clock clock) {
    this.grants = grants;
    this.endings = endings;
    this.connections = connections;
    this.sweeps = sweeps;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Applies a sweep, or tells what it did when it was applied. */
  public RevocationResult apply(RevokeGrants request) {
    return transactions.write(() -> applyInTransaction(request));
  }

  private RevocationResult applyInTransaction(RevokeGrants request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!sweeps.begin(request.eventId(), now)) {
      return sweeps.result(request.eventId()).orElseThrow();
    }
    SortedMap<String, Integer> revoked = new TreeMap<>();
    SortedMap<String, Integer> spared = new TreeMap<>();
    for (String gid : grants.notEnded(request.subject())) {
      Optional<StoredGrant> live = grants.lock(gid).filter(each -> each.state().isActive(now));
      if (live.isPresent()) {
        StoredGrant stored = live.get();
        boolean ended =
            isSwept(stored.grant(), request)
                && endings.end(stored, request.reason(), request.eventId(), now);
        (ended ? revoked : spared).merge(stored.grant().clientId(), 1, Integer::sum);
      }
    }
    if (PURGING.contains(request.reason())) {
      connections.purge(request.subject());
    }
    var result = new RevocationResult(revoked, spared);
    sweeps.finish(request.eventId(), result);
    return result;
  }

  private static boolean isSwept(Grant grant, RevokeGrants request) {
    return grant.issuedAt().isBefore(request.issuedBefore())
        && !grant.sid().equals(request.sparedSid())
        && (request.clientIds() == null || request.clientIds().contains(grant.clientId()));
  }
}
