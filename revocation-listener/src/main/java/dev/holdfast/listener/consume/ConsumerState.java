package dev.holdfast.listener.consume;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What the outside may know of the consumer of one topic. Written by its thread, read by health and
 * metrics: {@code holdfast.listener.lag.age} is the age in seconds of the oldest record that was
 * read and has not had its effect, 0 when there is none: what is not read yet is younger; {@code
 * holdfast.listener.lag.records} is how many records of its partitions it has not read yet.
 */
final class ConsumerState {

  private final Map<TopicPartition, Instant> unhandled = new ConcurrentHashMap<>();
  private final Clock clock;
  private volatile long unread;
  private volatile boolean running;
  private volatile boolean assigned;

  ConsumerState(String topic, MeterRegistry meters, Clock clock) {
    this.clock = clock;
    Gauge.builder("holdfast.listener.lag.age", this, state -> state.lagAge().toMillis() / 1000.0)
        .description("Age of the oldest record that was read and waits")
        .baseUnit("seconds")
        .tag("topic", topic)
        .register(meters);
    Gauge.builder("holdfast.listener.lag.records", this, state -> state.unread)
        .description("Records not read yet")
        .tag("topic", topic)
        .register(meters);
  }

  void started() {
    running = true;
  }

  void assigned() {
    assigned = true;
  }

  /** An ended or failed consumer has to earn its assignment anew. */
  void stopped() {
    running = false;
    assigned = false;
    unread = 0;
    unhandled.clear();
  }

  void unread(long records) {
    unread = records;
  }

  /** When the oldest record of the partition that waits was written, if one waits. */
  void waiting(TopicPartition partition, Optional<Instant> oldest) {
    oldest.ifPresentOrElse(
        time -> unhandled.put(partition, time), () -> unhandled.remove(partition));
  }

  void lost(Collection<TopicPartition> partitions) {
    partitions.forEach(unhandled::remove);
  }

  /** What is missing before this replica does its work, if anything is. */
  Optional<String> missing() {
    if (!running) {
      return Optional.of("the consumer is not running");
    }
    return assigned ? Optional.empty() : Optional.of("the group has not assigned partitions yet");
  }

  Duration lagAge() {
    return unhandled.values().stream()
        .min(Instant::compareTo)
        .map(oldest -> Duration.between(oldest, clock.instant()))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }
}
