package dev.holdfast.token.revocation;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.token.epoch.AccessEpochs;
import dev.holdfast.token.grants.Endings;
import dev.holdfast.token.grants.GrantStore;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ends all grants of one client, once per event. A client may have more grants than one transaction
 * should hold, so they end in steps that queue at the event's row: replicas that apply the same
 * event share the work, and after a crash the next one goes on.
 */
@Singleton
public final class ClientSweeps {

  private static final int STEP = 200;

  private final GrantStore grants;
  private final Endings endings;
  private final AccessEpochs epochs;
  private final SweepLog sweeps;
  private final SweepMetrics metrics;
  private final Transactions transactions;
  private final Clock clock;

  ClientSweeps(
      GrantStore grants,
      Endings endings,
      AccessEpochs epochs,
      SweepLog sweeps,
      SweepMetrics metrics,
      Transactions transactions,
      Clock clock) {
    this.grants = grants;
    this.endings = endings;
    this.epochs = epochs;
    this.sweeps = sweeps;
    this.metrics = metrics;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Ends what is left, or tells what was done when all of it had ended. */
  public RevocationResult apply(RevokeClient request) {
    return metrics.timed(SweepKind.CLIENT, () -> steps(request));
  }

  private Applied steps(RevokeClient request) {
    int ended = 0;
    boolean idle = true;
    Step step;
    do {
      step = transactions.write(() -> step(request));
      ended += step.ended();
      idle &= step.idle();
    } while (!step.progress().finished());
    return new Applied(step.progress().result(), idle, ended, 0);
  }

  private Step step(RevokeClient request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Progress before = sweeps.resume(request.eventId(), SweepKind.CLIENT, now);
    if (before.finished()) {
      return new Step(before, 0, true);
    }
    SortedMap<String, Integer> revoked = new TreeMap<>(before.result().revoked());
    List<String> gids = grants.activeOfClient(request.client(), request.issuedBefore(), now, STEP);
    int ended = endings.endAll(grants.lock(gids), EndReason.CLIENT_DELETED, request.eventId(), now);
    if (ended > 0) {
      revoked.merge(request.client().subject(), ended, Integer::sum);
    }
    boolean last = gids.size() < STEP;
    if (last) {
      epochs.raise(
          request.client(), request.issuedBefore(), EpochReason.CLIENT_DELETED, request.eventId());
    }
    var progress = new Progress(new RevocationResult(revoked, before.result().spared()), last);
    sweeps.note(request.eventId(), SweepKind.CLIENT, progress);
    return new Step(progress, ended, false);
  }

  /**
   * What one transaction did.
   *
   * @param idle whether everything had been done
   */
  private record Step(Progress progress, int ended, boolean idle) {}
}
