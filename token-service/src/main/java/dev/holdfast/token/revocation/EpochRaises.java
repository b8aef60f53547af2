package dev.holdfast.token.revocation;

import dev.holdfast.contracts.revocation.RaiseEpoch;
import dev.holdfast.token.epoch.AccessEpochs;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Raises an access epoch and touches no grant, once per event. */
@Singleton
public final class EpochRaises {

  private final AccessEpochs epochs;
  private final SweepLog sweeps;
  private final Transactions transactions;
  private final Clock clock;

  EpochRaises(AccessEpochs epochs, SweepLog sweeps, Transactions transactions, Clock clock) {
    this.epochs = epochs;
    this.sweeps = sweeps;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Raises the epoch.
   *
   * @return false if it was raised for this event before
   */
  public boolean apply(RaiseEpoch request) {
    return transactions.write(() -> applyInTransaction(request));
  }

  private boolean applyInTransaction(RaiseEpoch request) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    boolean first = sweeps.begin(request.eventId(), SweepKind.EPOCH, now);
    if (first) {
      epochs.raise(request.subject(), request.epoch(), request.reason(), request.eventId());
    }
    return first;
  }
}
