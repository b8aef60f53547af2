package dev.holdfast.gateway.guard;

import dev.holdfast.gateway.identity.Caller;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** One call's turn at a server, up to the head of its answer. It ends in exactly one way. */
public final class Turn {

  // A gateway or load balancer in front of it says so when there is no server; 500 is its own.
  private static final Set<Integer> NO_ANSWER = Set.of(502, 503, 504);

  private final Semaphore room;
  private final Places places;
  private final Caller caller;
  private final CircuitBreaker breaker;
  private final long begin;

  Turn(Semaphore room, Places places, Caller caller, CircuitBreaker breaker) {
    this.room = room;
    this.places = places;
    this.caller = caller;
    this.breaker = breaker;
    this.begin = breaker.getCurrentTimestamp();
  }

  /** The server answered with this status. */
  public void answered(int status) {
    makeRoom();
    if (NO_ANSWER.contains(status)) {
      count(new IOException("HTTP " + status));
    } else {
      breaker.onSuccess(elapsed(), breaker.getTimestampUnit());
    }
  }

  /** The turn says nothing about the server. */
  public void leave() {
    makeRoom();
    breaker.releasePermission();
  }

  /** The server did not answer. */
  void failed(Throwable why) {
    makeRoom();
    count(why);
  }

  private void makeRoom() {
    room.release();
    places.give(caller);
  }

  private void count(Throwable why) {
    breaker.onError(elapsed(), breaker.getTimestampUnit(), why);
  }

  private long elapsed() {
    return breaker.getCurrentTimestamp() - begin;
  }
}
