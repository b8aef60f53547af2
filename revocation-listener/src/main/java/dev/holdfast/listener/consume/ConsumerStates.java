package dev.holdfast.listener.consume;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The states of all consumers of this replica, by topic. */
@Singleton
final class ConsumerStates {

  private final ConcurrentMap<String, ConsumerState> states = new ConcurrentHashMap<>();
  private final MeterRegistry meters;
  private final Clock clock;

  ConsumerStates(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
  }

  ConsumerState of(String topic) {
    return states.computeIfAbsent(topic, each -> new ConsumerState(each, meters, clock));
  }

  /** What is missing before this replica does its work, by topic. */
  SortedMap<String, String> missing() {
    SortedMap<String, String> missing = new TreeMap<>();
    states.forEach((topic, state) -> state.missing().ifPresent(why -> missing.put(topic, why)));
    return missing;
  }
}
