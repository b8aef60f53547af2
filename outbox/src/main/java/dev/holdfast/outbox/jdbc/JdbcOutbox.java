package dev.holdfast.outbox.jdbc;

import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.WakeUp;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Appends rows, and wakes the relay once they are committed. */
@Singleton
final class JdbcOutbox implements Outbox {

  private final OutboxRows rows;
  private final TransactionOperations<Connection> transactions;
  private final WakeUp wakeUp;
  private final Clock clock;
  private final EventCodec codec = new EventCodec();

  JdbcOutbox(
      OutboxRows rows, TransactionOperations<Connection> transactions, WakeUp wakeUp, Clock clock) {
    this.rows = rows;
    this.transactions = transactions;
    this.wakeUp = wakeUp;
    this.clock = clock;
  }

  @Override
  public void append(Event event) {
    TransactionStatus<?> transaction =
        transactions
            .findTransactionStatus()
            .orElseThrow(() -> new IllegalStateException("an event needs a transaction"));
    EncodedEvent encoded = codec.encode(event);
    rows.append(
        encoded.topic(),
        encoded.key(),
        encoded.value(),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
    transaction.registerSynchronization(new WakeAfterCommit(wakeUp));
  }

  private record WakeAfterCommit(WakeUp wakeUp) implements TransactionSynchronization {

    @Override
    public void afterCommit() {
      wakeUp.now();
    }
  }
}
