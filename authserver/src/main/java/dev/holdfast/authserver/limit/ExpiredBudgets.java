package dev.holdfast.authserver.limit;

/** Budgets that have filled up again need not be kept. */
public interface ExpiredBudgets {

  /**
   * Removes them.
   *
   * @param nowMillis the present, in milliseconds since the epoch
   */
  int removeExpired(long nowMillis);
}
