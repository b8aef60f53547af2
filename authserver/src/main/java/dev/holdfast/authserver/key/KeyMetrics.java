package dev.holdfast.authserver.key;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Meters of the signing keys, by algorithm; key ids would grow without end. {@code
 * holdfast.authserver.key.age} (seconds) is how long the current key has been signing, {@code
 * holdfast.authserver.key.rotations} and {@code holdfast.authserver.signatures} count.
 */
@Singleton
final class KeyMetrics {

  private static final String ALGORITHM = "algorithm";

  private final Map<SigningAlgorithm, Counter> rotations;
  private final Map<SigningAlgorithm, Counter> signatures;

  KeyMetrics(SigningKeys keys, MeterRegistry meters, Clock clock) {
    this.rotations = counters(meters, "holdfast.authserver.key.rotations");
    this.signatures = counters(meters, "holdfast.authserver.signatures");
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      Gauge.builder("holdfast.authserver.key.age", keys, all -> age(all, algorithm, clock))
          .baseUnit("seconds")
          .tags(tags(algorithm))
          .register(meters);
    }
  }

  void rotated(SigningAlgorithm algorithm) {
    count(rotations, algorithm);
  }

  void signed(SigningAlgorithm algorithm) {
    count(signatures, algorithm);
  }

  private static double age(SigningKeys keys, SigningAlgorithm algorithm, Clock clock) {
    return Duration.between(keys.current(algorithm).activatesAt(), clock.instant()).toSeconds();
  }

  private static void count(Map<SigningAlgorithm, Counter> counters, SigningAlgorithm algorithm) {
    Counter counter = counters.get(algorithm);
    if (counter != null) {
      counter.increment();
    }
  }

  private static Map<SigningAlgorithm, Counter> counters(MeterRegistry meters, String name) {
    return Arrays.stream(SigningAlgorithm.values())
        .collect(
            Collectors.toMap(
                Function.identity(), algorithm -> meters.counter(name, tags(algorithm))));
  }

  private static Tags tags(SigningAlgorithm algorithm) {
    return Tags.of(ALGORITHM, algorithm.name());
  }
}
