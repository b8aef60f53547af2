package dev.holdfast.token.transaction;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Runs write transactions, again if the database chose one as the victim of a deadlock. */
@Singleton
public final class Transactions {

  private static final int ATTEMPTS = 5;
  private static final String SERIALIZATION_FAILURE = "40001";

  private final TransactionOperations<Connection> transactions;

  Transactions(TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  /**
   * Runs {@code work} in a transaction of its own. It may run more than once, so it must not have
   * effects outside the database.
   */
  public <T> T write(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transactions.executeWrite(_ -> work.get());
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isDeadlock(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isDeadlock(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && SERIALIZATION_FAILURE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
