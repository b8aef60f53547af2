package dev.holdfast.outbox.jdbc;

import dev.holdfast.outbox.Backlog;
import dev.holdfast.outbox.PendingEvent;
import dev.holdfast.outbox.Publisher;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;

/**
 * The lease is a row lock, so a dead holder loses it with its connection. Rows are forgotten one by
 * one and not up to a number: a smaller number may be committed later than a larger one.
 */
@Singleton
final class JdbcBacklog implements Backlog {

  private final OutboxRows rows;
  private final TransactionOperations<Connection> transactions;

  JdbcBacklog(OutboxRows rows, TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.transactions = transactions;
  }

  @Override
  public int drain(int max, Publisher publisher) {
    return transactions.executeWrite(_ -> drainInTransaction(max, publisher));
  }

  private int drainInTransaction(int max, Publisher publisher) {
    if (rows.takeLease().isEmpty()) {
      return 0;
    }
    List<PendingEvent> events = rows.oldest(max).stream().map(OutboxRow::pending).toList();
    if (events.isEmpty()) {
      return 0;
    }
    publisher.publish(events);
    rows.forget(events.stream().map(PendingEvent::seq).toList());
    return events.size();
  }

  @Override
  public Size size() {
    return new Size(rows.pending(Size.MOST), rows.oldestCreation());
  }
}
