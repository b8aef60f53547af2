package dev.holdfast.outbox;

import java.util.List;

/** The way to the broker. */
public interface Publisher {

  /**
   * Publishes these events, those of one key in the given order, and returns when the broker has
   * acknowledged all of them.
   *
   * @throws PublishException if one was not acknowledged; any of them may have arrived nevertheless
   */
  void publish(List<PendingEvent> events);
}
