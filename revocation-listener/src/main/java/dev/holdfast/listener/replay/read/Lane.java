package dev.holdfast.listener.replay.read;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition on its way into the merge. Its clock is the latest time it has told, so an event
 * that comes late holds nobody up.
 */
final class Lane implements Comparable<Lane> {

  private final Deque<Sighting> waiting = new ArrayDeque<>();
  private final TopicPartition partition;
  private final long end;
  private Instant clock = Instant.MIN;
  private boolean finished;
  private boolean ahead;

  Lane(TopicPartition partition, long end) {
    this.partition = partition;
    this.end = end;
  }

  TopicPartition partition() {
    return partition;
  }

  /** The offset behind the last that belongs to the reading. */
  long end() {
    return end;
  }

  void add(Sighting sighting) {
    if (waiting.isEmpty()) {
      advance(sighting);
    }
    waiting.add(sighting);
  }

  Sighting take() {
    Sighting first = waiting.remove();
    Sighting next = waiting.peek();
    if (next != null) {
      advance(next);
    }
    return first;
  }

  int waiting() {
    return waiting.size();
  }

  /** Whether nothing is known about what it holds next. */
  boolean hungry() {
    return waiting.isEmpty() && !finished;
  }

  void finish() {
    finished = true;
  }

  boolean isAhead() {
    return ahead;
  }

  void ahead(boolean isAhead) {
    ahead = isAhead;
  }

  @Override
  public int compareTo(Lane other) {
    return clock.compareTo(other.clock);
  }

  private void advance(Sighting next) {
    if (next.time().isAfter(clock)) {
      clock = next.time();
    }
  }
}
