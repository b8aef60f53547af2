package dev.holdfast.outbox;

import dev.holdfast.contracts.events.Event;
import java.util.List;

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
  default void append(Event event) {
    appendAll(List.of(event));
  }

  /**
   * Appends events in this order to the transaction of the calling thread.
   *
   * @throws RuntimeException if there is no transaction
   */
  void appendAll(List<? extends Event> events);
}
