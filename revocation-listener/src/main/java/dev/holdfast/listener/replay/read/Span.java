package dev.holdfast.listener.replay.read;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Part of a topic.
 *
 * @param starts for each partition the first offset
 * @param ends for each partition the offset behind the last
 * @param since what happened before this may be missing; {@link Instant#MIN} if it begins with the
 *     first record there ever was
 */
public record Span(
    Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, Instant since) {

  /** Keeps its own copies. */
  public Span {
    starts = Map.copyOf(starts);
    ends = Map.copyOf(ends);
  }

  /** How many records there are at most. */
  public long size() {
    return starts.entrySet().stream()
        .mapToLong(start -> ends.getOrDefault(start.getKey(), 0L) - start.getValue())
        .sum();
  }
}
