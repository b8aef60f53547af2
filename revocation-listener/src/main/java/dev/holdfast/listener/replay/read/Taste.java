package dev.holdfast.listener.replay.read;

import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventType;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which events are worth keeping; the others are dropped as soon as they are read.
 *
 * @param types those of other types are not even read to their end
 * @param likes which of these
 */
public record Taste(Set<EventType> types, Predicate<Event> likes) {

  /** Keeps its own copy. */
  public Taste {
    types = Set.copyOf(types);
  }
}
