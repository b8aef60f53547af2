package dev.holdfast.gateway.guard;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The guard of one server. */
final class ServerGuard {

  private static final Duration WHEN_FULL = Duration.ofSeconds(1);

  private final Semaphore room;
  private final Places places;
  private final CircuitBreaker breaker;
  private final Duration openFor;
  private final Clock clock;
  private volatile Instant openUntil = Instant.MIN;

  ServerGuard(McpServer server, Places places, GuardSettings settings, Clock clock) {
    this.room = new Semaphore(server.maxCalls());
    this.places = places;
    this.openFor = settings.openFor();
    this.clock = clock;
    this.breaker = CircuitBreaker.of(server.name(), config(settings, clock));
    breaker.getEventPublisher().onStateTransition(_ -> moved());
  }

  Answer guard(Caller caller, Guards.Work work)
      throws UpstreamUnavailableException, InterruptedException {
    if (!places.take(caller)) {
      throw new LeftAloneException(LeftAloneException.USER, WHEN_FULL);
    }
    if (!room.tryAcquire()) {
      places.give(caller);
      throw new LeftAloneException(LeftAloneException.FULL, WHEN_FULL);
    }
    if (!breaker.tryAcquirePermission()) {
      room.release();
      places.give(caller);
      throw new LeftAloneException(LeftAloneException.OPEN, untilTrial());
    }
    return counted(work, new Turn(room, places, caller, breaker));
  }

  /** A turn if there is one at once; nothing is said about why there is none. */
  Optional<Turn> turn(Caller caller) {
    if (!places.take(caller)) {
      return Optional.empty();
    }
    if (!room.tryAcquire()) {
      places.give(caller);
      return Optional.empty();
    }
    if (!breaker.tryAcquirePermission()) {
      room.release();
      places.give(caller);
      return Optional.empty();
    }
    return Optional.of(new Turn(room, places, caller, breaker));
  }

  boolean isOpen() {
    return breaker.getState() == State.OPEN;
  }

  private static Answer counted(Guards.Work work, Turn turn)
      throws UpstreamUnavailableException, InterruptedException {
    try {
      Answer answer = work.send();
      turn.answered(answer.status());
      return answer;
    } catch (UpstreamUnavailableException e) {
      turn.failed(e);
      throw e;
    } catch (InterruptedException | RuntimeException e) {
      turn.leave();
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

  private static CircuitBreakerConfig config(GuardSettings settings, Clock clock) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(settings.window())
        .minimumNumberOfCalls(settings.minimumCalls())
        .failureRateThreshold(settings.failureRate())
        .waitDurationInOpenState(settings.openFor())
        .permittedNumberOfCallsInHalfOpenState(GuardSettings.TRIALS)
        .clock(clock)
        .build();
  }
}
