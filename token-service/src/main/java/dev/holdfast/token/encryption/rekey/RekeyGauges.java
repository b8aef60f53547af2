package dev.holdfast.token.encryption.rekey;

import dev.holdfast.token.encryption.KeyChanges;
import dev.holdfast.token.encryption.KeyStage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Shows how far key changes are, whoever makes them: {@code holdfast.token.keys.users} by what
 * wraps them ({@code primary} or {@code other}), {@code holdfast.token.keys.changing}, and for each
 * kind of run {@code holdfast.token.rekeying.done} and {@code holdfast.token.rekeying.running}.
 */
@Singleton
final class RekeyGauges {

  private final RunStore store;
  private final String primary;
  private volatile List<KeyCount> counts = List.of();
  private volatile List<Run> runs = List.of();

  RekeyGauges(RunStore store, KeyChanges changes, MeterRegistry meters) {
    this.store = store;
    this.primary = changes.primary();
    users(meters, "primary", count -> count.kek().equals(primary));
    users(meters, "other", count -> !count.kek().equals(primary));
    Gauge.builder(
            "holdfast.token.keys.changing",
            this,
            self -> self.sum(count -> count.stage() != KeyStage.SETTLED))
        .register(meters);
    for (RunKind kind : RunKind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      Gauge.builder("holdfast.token.rekeying.done", this, self -> self.done(kind))
          .tag("kind", name)
          .register(meters);
      Gauge.builder("holdfast.token.rekeying.running", this, self -> self.running(kind))
          .tag("kind", name)
          .register(meters);
    }
  }

  @Scheduled(initialDelay = "10s", fixedDelay = "1m")
  void look() {
    counts = store.count();
    runs = store.runs();
  }

  private void users(MeterRegistry meters, String wrapped, Predicate<KeyCount> which) {
    Gauge.builder("holdfast.token.keys.users", this, self -> self.sum(which))
        .tag("wrapped", wrapped)
        .register(meters);
  }

  private double sum(Predicate<KeyCount> which) {
    return counts.stream().filter(which).mapToLong(KeyCount::users).sum();
  }

  private double done(RunKind kind) {
    return runs.stream().filter(run -> run.kind() == kind).mapToLong(Run::done).sum();
  }

  private double running(RunKind kind) {
    return runs.stream().filter(run -> run.kind() == kind && run.finishedAt() == null).count();
  }
}
