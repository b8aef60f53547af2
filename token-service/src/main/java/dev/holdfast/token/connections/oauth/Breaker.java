package dev.holdfast.token.connections.oauth;

import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.oauth.Trouble.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * Keeps one provider's trouble from holding up callers: so many calls at once and no more, and none
 * at all for a while when too many of the last ones got no usable answer.
 */
final class Breaker {

  private static final Duration WHEN_FULL = Duration.ofSeconds(1);

  private final Clock clock;
  private final Semaphore room;
  private final CircuitBreaker breaker;
  private final Duration openFor;
  private volatile Instant openUntil = Instant.MIN;

  Breaker(ProviderSettings provider, BreakerSettings settings, Clock clock) {
    this.clock = clock;
    this.room = new Semaphore(provider.maxCalls());
    this.openFor = settings.openFor();
    this.breaker = CircuitBreaker.of(provider.name(), config(settings, clock));
    breaker.getEventPublisher().onStateTransition(_ -> moved());
  }

  /** Something that asks the provider. */
  interface Call<T> {
    T make() throws Trouble;
  }

  /** Makes the call, if it may be made. */
  <T> T guard(Call<T> call) throws Trouble {
    if (!room.tryAcquire()) {
      throw new Trouble(Kind.NOT_ASKED, WHEN_FULL);
    }
    try {
      if (!breaker.tryAcquirePermission()) {
        throw new Trouble(Kind.NOT_ASKED, untilTrial());
      }
      return counted(call);
    } finally {
      room.release();
    }
  }

  boolean isOpen() {
    return breaker.getState() == State.OPEN;
  }

  private <T> T counted(Call<T> call) throws Trouble {
    long begin = breaker.getCurrentTimestamp();
    try {
      T result = call.make();
      breaker.onSuccess(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit());
      return result;
    } catch (Trouble | RuntimeException e) {
      if (e instanceof Trouble trouble && trouble.kind() == Kind.REFUSES_US) {
        // It is well, and may refuse one user's grant by a code that we do not know.
        breaker.onSuccess(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit());
        throw e;
      }
      breaker.onError(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit(), e);
      throw e;
    }
  }

  private void moved() {
    if (isOpen()) {
      openUntil = clock.instant().plus(openFor);
    }
  }

  /** While trials are under way, one more moment. */
  private Duration untilTrial() {
    Duration left = Duration.between(clock.instant(), openUntil);
    return left.compareTo(WHEN_FULL) > 0 ? left : WHEN_FULL;
  }

  private static CircuitBreakerConfig config(BreakerSettings settings, Clock clock) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(settings.window())
        .minimumNumberOfCalls(settings.minimumCalls())
        .failureRateThreshold(settings.failureRate())
        .waitDurationInOpenState(settings.openFor())
        .permittedNumberOfCallsInHalfOpenState(BreakerSettings.TRIALS)
        .clock(clock)
        .build();
  }
}
