package dev.holdfast.listener.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Which subjects of a partition are in trouble, and until when they wait. */
final class Retries {

  private record Waiting(Duration pause, Instant until) {}

  private final Map<String, Waiting> waiting = new HashMap<>();
  private final ConsumerSettings settings;
  private final Clock clock;

  Retries(ConsumerSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Notes one more failure; the next try is due after a pause twice as long as the last. */
  void failed(String subject) {
    waiting.compute(
        subject,
        (_, last) -> {
          Duration pause = last == null ? settings.firstRetry() : last.pause().multipliedBy(2);
          Duration bounded =
              pause.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : pause;
          return new Waiting(bounded, clock.instant().plus(bounded));
        });
  }

  void succeeded(String subject) {
    waiting.remove(subject);
  }

  /** Whether its last try failed. */
  boolean isInTrouble(String subject) {
    return waiting.containsKey(subject);
  }

  boolean isDue(String subject) {
    Waiting until = waiting.get(subject);
    return until == null || !until.until().isAfter(clock.instant());
  }

  /** How many subjects are in trouble. */
  int count() {
    return waiting.size();
  }
}
