package dev.holdfast.token.revocation;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.token.connections.ConnectionPurge;
import dev.holdfast.token.epoch.AccessEpochs;
import dev.holdfast.token.grants.Endings;
import dev.holdfast.token.grants.GrantStore;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Ends many grants of one subject in one transaction, once per event. Grants are locked in the
 * order of their ids, so two sweeps never wait for each other in a circle.
 */
@Singleton
public final class Sweeps {

  private final GrantStore grants;
  private final Endings endings;
  private final ConnectionPurge connections;
  private final AccessEpochs epochs;
  private final SweepLog sweeps;
  private final SweepMetrics metrics;
  private final Transactions transactions;
  private final Clock clock;

  Sweeps(
      GrantStore grants,
      Endings endings,
      ConnectionPurge connections,
      AccessEpochs epochs,
      SweepLog sweeps,
      SweepMetrics metrics,
      Transactions transactions,
      Clock clock) {
    this.grants = grants;
    this.endings = endings;
    this.connections = connections;
    this.epochs = epochs;
    this.sweeps = sweeps;
    this.metrics = metrics;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Applies a sweep, or tells what it did when it was applied. */
  public RevocationResult apply(RevokeGrants request) {
    if (request.reason() == EndReason.USER_DELETED) {
      transactions.write(() -> shred(request));
    }
    return metrics.timed(
        SweepKind.SUBJECT, () -> transactions.write(() -> applyInTransaction(request)));
  }

  /**
   * Commits first, so that nothing of a deleted user opens again even if the rest fails. An event
   * that was applied is left alone, and so is a user who came back before it arrived.
   */
  private boolean shred(RevokeGrants request) {
    boolean applied = sweeps.result(request.eventId(), SweepKind.SUBJECT).isPresent();
    if (!applied) {
      connections.shred(request.subject(), request.issuedBefore());
    }
    return !applied;
  }

  private Applied applyInTransaction(RevokeGrants request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!sweeps.begin(request.eventId(), SweepKind.SUBJECT, now)) {
      return Applied.before(sweeps.result(request.eventId(), SweepKind.SUBJECT).orElseThrow());
    }
    List<String> gids = grants.notEnded(request.subject());
    Triage found = Triage.of(grants.lock(gids), now, grant -> isSwept(grant, request));
    endings.endAll(found.swept(), request.reason(), request.eventId(), now);
    EpochReason.of(request.reason()).ifPresent(reason -> kill(request, reason));
    sweeps.finish(request.eventId(), SweepKind.SUBJECT, found.result());
    return Applied.now(found.result());
  }

  /** What no grant stands behind ends, too: upstream tokens, and access tokens without a grant. */
  private void kill(RevokeGrants request, EpochReason reason) {
    connections.purge(request.subject(), request.issuedBefore());
    epochs.raise(request.subject(), request.issuedBefore(), reason, request.eventId());
  }

  private static boolean isSwept(Grant grant, RevokeGrants request) {
    return grant.issuedAt().isBefore(request.issuedBefore())
        && !grant.sid().equals(request.sparedSid())
        && (request.clientIds() == null || request.clientIds().contains(grant.clientId()));
  }
}
