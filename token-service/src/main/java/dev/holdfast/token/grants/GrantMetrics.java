package dev.holdfast.token.grants;

import dev.holdfast.token.grants.RefreshOutcome.Kept;
import dev.holdfast.token.grants.RefreshOutcome.Reason;
import dev.holdfast.token.grants.RefreshOutcome.Refused;
import dev.holdfast.token.grants.RefreshOutcome.Replayed;
import dev.holdfast.token.grants.RefreshOutcome.Rotated;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Times {@code holdfast.token.refresh} by outcome: {@code replayed} is the leeway at work, {@code
 * kept} the pause, {@code failed} got no answer.
 */
@Context
final class GrantMetrics {

  private static final String ROTATED = "rotated";
  private static final String REPLAYED = "replayed";
  private static final String KEPT = "kept";
  private static final String FAILED = "failed";

  private final MeterRegistry meters;

  GrantMetrics(MeterRegistry meters) {
    this.meters = meters;
    Stream.concat(
            Stream.of(ROTATED, REPLAYED, KEPT, FAILED),
            Arrays.stream(Reason.values()).map(GrantMetrics::name))
        .forEach(this::timer);
  }

  RefreshOutcome timed(Supplier<RefreshOutcome> refresh) {
    Timer.Sample sample = Timer.start(meters);
    String outcome = FAILED;
    try {
      RefreshOutcome result = refresh.get();
      outcome = name(result);
      return result;
    } finally {
      sample.stop(timer(outcome));
    }
  }

  private Timer timer(String outcome) {
    return Timer.builder("holdfast.token.refresh")
        .description("Exchanges of refresh tokens")
        .tag("outcome", outcome)
        .register(meters);
  }

  private static String name(RefreshOutcome outcome) {
    return switch (outcome) {
      case Rotated _ -> ROTATED;
      case Replayed _ -> REPLAYED;
      case Kept _ -> KEPT;
      case Refused(var reason) -> name(reason);
    };
  }

  private static String name(Reason reason) {
    return "refused-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
