package dev.holdfast.gateway.guard;

import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** The guard of one server. */
final class ServerGuard {

  // A gateway or load balancer in front of it says so when there is no server; 500 is its own.
  private static final Set<Integer> NO_ANSWER = Set.of(502, 503, 504);
  private static final Duration WHEN_FULL = Duration.ofSeconds(1);

  private final Semaphore room;
  private final CircuitBreaker breaker;
  private final Duration openFor;
  private final Clock clock;
  private volatile Instant openUntil = Instant.MIN;

  ServerGuard(McpServer server, GuardSettings settings, Clock clock) {
    this.room = new Semaphore(server.maxCalls());
    this.openFor = settings.openFor();
    this.clock = clock;
    this.breaker = CircuitBreaker.of(server.name(), config(settings, clock));
    breaker.getEventPublisher().onStateTransition(_ -> moved());
  }

  Answer guard(Guards.Work work) throws UpstreamUnavailableException, InterruptedException {
    if (!room.tryAcquire()) {
      throw new LeftAloneException("full", WHEN_FULL);
    }
    try {
      if (!breaker.tryAcquirePermission()) {
        throw new LeftAloneException("open", untilTrial());
      }
      return counted(work);
    } finally {
      room.release();
    }
  }

  boolean isOpen() {
    return breaker.getState() == State.OPEN;
  }

  private Answer counted(Guards.Work work)
      throws UpstreamUnavailableException, InterruptedException {
    long begin = breaker.getCurrentTimestamp();
    try {
      Answer answer = work.send();
      if (NO_ANSWER.contains(answer.status())) {
        failed(begin, new IOException("HTTP " + answer.status()));
      } else {
        breaker.onSuccess(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit());
      }
      return answer;
    } catch (UpstreamUnavailableException e) {
      failed(begin, e);
      throw e;
    } catch (InterruptedException | RuntimeException e) {
      // It says nothing about the server.
      breaker.releasePermission();
      throw e;
    }
  }

  private void failed(long begin, Throwable why) {
    breaker.onError(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit(), why);
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
