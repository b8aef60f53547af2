package dev.holdfast.listener.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Which partitions wait, and until when. Confined to the consumer's thread. */
final class Retries {

  private record Waiting(Duration pause, Instant until) {}

  private final Map<TopicPartition, Waiting> waiting = new HashMap<>();
  private final ConsumerSettings settings;
  private final Clock clock;

  Retries(ConsumerSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Notes one more failure; the next try is due after a pause twice as long as the last. */
  void failed(TopicPartition partition) {
    waiting.compute(
        partition,
        (_, last) -> {
          Duration pause = last == null ? settings.firstRetry() : last.pause().multipliedBy(2);
          Duration bounded =
              pause.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : pause;
          return new Waiting(bounded, clock.instant().plus(bounded));
        });
  }

  void forget(TopicPartition partition) {
    waiting.remove(partition);
  }

  void forget(Collection<TopicPartition> partitions) {
    waiting.keySet().removeAll(Set.copyOf(partitions));
  }

  Set<TopicPartition> due() {
    Instant now = clock.instant();
    return waiting.entrySet().stream()
        .filter(entry -> !entry.getValue().until().isAfter(now))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
