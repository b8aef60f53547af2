package dev.holdfast.token.grants;

import dev.holdfast.token.grants.RefreshOutcome.Refused;
import dev.holdfast.token.grants.RefreshOutcome.Replayed;
import dev.holdfast.token.grants.RefreshOutcome.Rotated;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts {@code holdfast.token.refresh} by outcome; {@code replayed} is the leeway at work. */
@Singleton
final class GrantMetrics {

  private final MeterRegistry meters;

  GrantMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(RefreshOutcome outcome) {
    meters.counter("holdfast.token.refresh", "outcome", name(outcome)).increment();
  }

  private static String name(RefreshOutcome outcome) {
    return switch (outcome) {
      case Rotated _ -> "rotated";
      case Replayed _ -> "replayed";
      case Refused(var reason) -> "refused-" + reason.name().toLowerCase(Locale.ROOT);
    };
  }
}
