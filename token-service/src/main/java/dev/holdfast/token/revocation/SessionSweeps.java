package dev.holdfast.token.revocation;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeSession;
import dev.holdfast.token.grants.Endings;
import dev.holdfast.token.grants.GrantStore;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Ends the grants that go with a login session in one transaction, once per event. */
@Singleton
public final class SessionSweeps {

  private final GrantStore grants;
  private final Endings endings;
  private final SweepLog sweeps;
  private final SweepMetrics metrics;
  private final Transactions transactions;
  private final Clock clock;

  SessionSweeps(
      GrantStore grants,
      Endings endings,
      SweepLog sweeps,
      SweepMetrics metrics,
      Transactions transactions,
      Clock clock) {
    this.grants = grants;
    this.endings = endings;
    this.sweeps = sweeps;
    this.metrics = metrics;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Applies it, or tells what it did when it was applied. */
  public RevocationResult apply(RevokeSession request) {
    return metrics.timed(
        SweepKind.SESSION, () -> transactions.write(() -> applyInTransaction(request)));
  }

  private Applied applyInTransaction(RevokeSession request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!sweeps.begin(request.eventId(), SweepKind.SESSION, now)) {
      return Applied.before(sweeps.result(request.eventId(), SweepKind.SESSION).orElseThrow());
    }
    List<String> gids = grants.notEnded(request.subject(), request.sid());
    Triage found = Triage.of(grants.lock(gids), now, grant -> isBound(grant, request));
    // No cause: the record of decisions knows none for a logout.
    endings.endAll(found.swept(), EndReason.LOGOUT, null, now);
    sweeps.finish(request.eventId(), SweepKind.SESSION, found.result());
    return Applied.now(found.result());
  }

  private static boolean isBound(Grant grant, RevokeSession request) {
    return request.clientIds().contains(grant.clientId())
        || (grant.resources().equals(List.of(request.resource()))
            && !grant.scopes().contains(request.sparedScope()));
  }
}
