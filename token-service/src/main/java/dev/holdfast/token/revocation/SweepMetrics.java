package dev.holdfast.token.revocation;

import dev.holdfast.contracts.revocation.RevocationResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Times {@code holdfast.token.sweep} by kind and outcome ({@code repeated} had been applied before,
 * {@code failed} got no answer), and counts {@code holdfast.token.sweep.grants} by kind and
 * outcome.
 */
@Context
final class SweepMetrics {

  private static final String APPLIED = "applied";
  private static final String REPEATED = "repeated";
  private static final String FAILED = "failed";
  private static final String REVOKED = "revoked";
  private static final String SPARED = "spared";

  private final MeterRegistry meters;

  SweepMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (SweepKind kind : List.of(SweepKind.SUBJECT, SweepKind.CLIENT, SweepKind.SESSION)) {
      List.of(APPLIED, REPEATED, FAILED).forEach(outcome -> timer(kind, outcome));
      List.of(REVOKED, SPARED).forEach(outcome -> grants(kind, outcome));
    }
  }

  RevocationResult timed(SweepKind kind, Supplier<Applied> sweep) {
    Timer.Sample sample = Timer.start(meters);
    String outcome = FAILED;
    try {
      Applied applied = sweep.get();
      outcome = applied.repeated() ? REPEATED : APPLIED;
      grants(kind, REVOKED).increment(applied.revoked());
      grants(kind, SPARED).increment(applied.spared());
      return applied.answer();
    } finally {
      sample.stop(timer(kind, outcome));
    }
  }

  private Timer timer(SweepKind kind, String outcome) {
    return Timer.builder("holdfast.token.sweep")
        .description("Ends of many grants for one event")
        .tag("kind", name(kind))
        .tag("outcome", outcome)
        .register(meters);
  }

  private Counter grants(SweepKind kind, String outcome) {
    return Counter.builder("holdfast.token.sweep.grants")
        .description("Grants in use that sweeps have found")
        .tag("kind", name(kind))
        .tag("outcome", outcome)
        .register(meters);
  }

  private static String name(SweepKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
