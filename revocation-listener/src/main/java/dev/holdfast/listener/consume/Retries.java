package dev.holdfast.listener.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Who waits, and until when. Confined to the consumer's thread. */
final class Retries {

  private record Waiter(TopicPartition partition, String subject) {}

  private record Waiting(Duration pause, Instant until) {}

  private final Map<Waiter, Waiting> waiting = new HashMap<>();
  private final ConsumerSettings settings;
  private final Clock clock;

  Retries(ConsumerSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Notes one more failure; the next try is due after a pause twice as long as the last. */
  void failed(TopicPartition partition, String subject) {
    waiting.compute(
        new Waiter(partition, subject),
        (_, last) -> {
          Duration pause = last == null ? settings.firstRetry() : last.pause().multipliedBy(2);
          Duration bounded =
              pause.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : pause;
          return new Waiting(bounded, clock.instant().plus(bounded));
        });
  }

  void succeeded(TopicPartition partition, String subject) {
    waiting.remove(new Waiter(partition, subject));
  }

  void forget(Collection<TopicPartition> partitions) {
    Set<TopicPartition> gone = Set.copyOf(partitions);
    waiting.keySet().removeIf(waiter -> gone.contains(waiter.partition()));
  }

  boolean isDue(TopicPartition partition, String subject) {
    Waiting until = waiting.get(new Waiter(partition, subject));
    return until == null || !until.until().isAfter(clock.instant());
  }
}
