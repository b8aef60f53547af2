package dev.holdfast.listener.replay.read;

import dev.holdfast.contracts.events.Event;
import java.time.Instant;

/**
 * An event and where it was found.
 *
 * @param event what happened
 * @param time when it happened, by its own account; at hand, because the order is made by it
 * @param partition of its topic
 * @param offset in that partition
 */
public record Sighting(Event event, Instant time, int partition, long offset) {

  /** Of an event that tells its time. */
  public Sighting(Event event, int partition, long offset) {
    this(event, event.header().time(), partition, offset);
  }
}
