package dev.holdfast.outbox.jdbc;

import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.WakeUp;
import dev.holdfast.runtime.tracing.TraceHeaders;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Appends rows, and wakes the relay once they are committed. */
@Singleton
final class JdbcOutbox implements Outbox {

  private static final String APPEND =
      "INSERT INTO outbox (topic, record_key, value, created_at, traceparent, tracestate)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final int LONGEST_STATE = 512;

  private final TransactionOperations<Connection> transactions;
  private final WakeUp wakeUp;
  private final Clock clock;
  private final EventCodec codec = new EventCodec();

  JdbcOutbox(TransactionOperations<Connection> transactions, WakeUp wakeUp, Clock clock) {
    this.transactions = transactions;
    this.wakeUp = wakeUp;
    this.clock = clock;
  }

  @Override
  public void appendAll(List<? extends Event> events) {
    TransactionStatus<?> transaction =
        transactions
            .findTransactionStatus()
            .orElseThrow(() -> new IllegalStateException("an event needs a transaction"));
    Optional<TraceHeaders> trace = TraceHeaders.of(Context.current());
    // A sweep appends thousands: one statement for all of them, through the driver.
    try (PreparedStatement statement = transactions.getConnection().prepareStatement(APPEND)) {
      for (Event event : events) {
        add(statement, codec.encode(event), trace);
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new DataAccessException("cannot append events", e);
    }
    transaction.registerSynchronization(new WakeAfterCommit(wakeUp));
  }

  private void add(PreparedStatement statement, EncodedEvent encoded, Optional<TraceHeaders> trace)
      throws SQLException {
    statement.setString(1, encoded.topic());
    statement.setString(2, encoded.key());
    statement.setBytes(3, encoded.value());
    statement.setTimestamp(4, Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)));
    statement.setString(5, trace.map(TraceHeaders::traceparent).orElse(null));
    // W3C Trace Context, section 3.3.1.5: what is longer need not be passed on.
    statement.setString(
        6,
        trace
            .map(TraceHeaders::tracestate)
            .filter(state -> state.length() <= LONGEST_STATE)
            .orElse(null));
    statement.addBatch();
  }

  private record WakeAfterCommit(WakeUp wakeUp) implements TransactionSynchronization {

    @Override
    public void afterCommit() {
      wakeUp.now();
    }
  }
}
