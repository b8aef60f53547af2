package dev.holdfast.listener.replay.read;

import dev.holdfast.contracts.events.Event;
import java.time.Instant;

/**
 * An event and where it was found.
 *
 * @param event what happened
 * @param partition of its topic
 * @param offset in that partition
 */
public record Sighting(Event event, int partition, long offset) {

  /** When it happened, by its own account. */
  public Instant time() {
    return event.header().time();
  }
}
