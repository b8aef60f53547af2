package dev.holdfast.authserver.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.TooManyRequests;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what may happen now. A budget that cannot be looked up, because the database is away or
 * because too many spend from it at once, refuses those whom a guesser could be among, and nobody
 * else. Counts {@code holdfast.limits.refused} and {@code holdfast.limits.unchecked} by limit.
 */
@Context
public final class Limits {

  private static final Logger log = LoggerFactory.getLogger(Limits.class);
  private static final int MAX_REMEMBERED = 10_000;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final Map<Limit, LimitSettings> settings = new EnumMap<>(Limit.class);
  private final Budgets shared;
  private final Budgets local;
  private final MeterRegistry meters;
  private final Clock clock;

  /** Until when budgets are spent: who comes too early must not queue for the row to hear it. */
  private final Cache<String, Instant> spent =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

  Limits(
      PropertyResolver properties,
      @Named("shared") Budgets shared,
      @Named("local") Budgets local,
      MeterRegistry meters,
      Clock clock) {
    this.shared = shared;
    this.local = local;
    this.meters = meters;
    this.clock = clock;
    for (Limit limit : Limit.values()) {
      settings.put(limit, LimitSettings.read(properties, limit));
      refused(limit);
      unchecked(limit);
    }
  }

  /**
   * Spends one from somebody's budget.
   *
   * @param whose a user name, address or client; it is not kept in clear
   * @return how long to wait, if it is spent
   */
  public Optional<Duration> spend(Limit limit, String whose) {
    LimitSettings size = size(limit);
    if (!size.enabled()) {
      return Optional.empty();
    }
    Budget budget = budget(size, whose);
    Optional<Duration> wait = known(budget).or(() -> spend(limit, budget));
    if (wait.isPresent()) {
      refused(limit).increment();
    }
    return wait;
  }

  private Optional<Duration> known(Budget budget) {
    return Optional.ofNullable(spent.getIfPresent(budget.id()))
        .map(until -> Duration.between(clock.instant(), until))
        .filter(Duration::isPositive);
  }

  private Optional<Duration> spend(Limit limit, Budget budget) {
    Optional<Duration> unknown = limit.guessing() ? Optional.of(TRY_AGAIN) : Optional.empty();
    return checked(limit, budgets -> remembered(budget, budgets.spend(budget)), unknown);
  }

  private Optional<Duration> remembered(Budget budget, Optional<Duration> wait) {
    wait.ifPresent(duration -> spent.put(budget.id(), clock.instant().plus(duration)));
    return wait;
  }

  /**
   * Spends one from somebody's budget.
   *
   * @throws TooManyRequests if it is spent
   */
  public void require(Limit limit, String whose) {
    spend(limit, whose)
        .ifPresent(
            wait -> {
              throw new TooManyRequests(wait);
            });
  }

  /** Undoes a spending that turned out not to count. */
  public void giveBack(Limit limit, String whose) {
    LimitSettings size = size(limit);
    if (size.enabled()) {
      checked(
          limit,
          budgets -> {
            Budget budget = budget(size, whose);
            budgets.giveBack(budget);
            spent.invalidate(budget.id());
            return true;
          },
          false);
    }
  }

  private <T> T checked(Limit limit, Function<Budgets, T> question, T otherwise) {
    try {
      return question.apply(limit.shared() ? shared : local);
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("limit", limit.setting())
          .addKeyValue("cause", String.valueOf(e.getCause()))
          .log("Limit not checked");
      unchecked(limit).increment();
      return otherwise;
    }
  }

  private Counter refused(Limit limit) {
    return Counter.builder("holdfast.limits.refused")
        .description("Refusals because a budget is spent")
        .tag("limit", limit.setting())
        .register(meters);
  }

  private Counter unchecked(Limit limit) {
    return Counter.builder("holdfast.limits.unchecked")
        .description("Budgets that could not be looked up, so that nobody was refused")
        .tag("limit", limit.setting())
        .register(meters);
  }

  private LimitSettings size(Limit limit) {
    return Objects.requireNonNull(settings.get(limit));
  }

  /** A limit that is set anew begins with new budgets. */
  private static Budget budget(LimitSettings size, String whose) {
    String id =
        String.join(
            "\n", size.name(), Long.toString(size.capacity()), size.period().toString(), whose);
    return new Budget(OpaqueValue.hash(id), size.capacity(), size.period());
  }
}
