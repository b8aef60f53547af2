package dev.holdfast.outbox;

import dev.holdfast.contracts.events.Event;

/**
 * Where a service leaves its events.
 *
 * <p>An event is published at least once if the transaction commits, and never if it does not. Two
 * events of one key arrive in the order they were appended, provided that the second was appended
 * after the first one's transaction committed, or in the same one: take the lock that serialises
 * the subject's changes before appending. A consumer may see an event twice.
 */
public interface Outbox {

  /**
   * Appends an event to the transaction of the calling thread.
   *
   * @throws RuntimeException if there is no transaction
   */
  void append(Event event);
}
