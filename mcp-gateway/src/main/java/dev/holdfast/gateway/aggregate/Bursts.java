package dev.holdfast.gateway.aggregate;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * Makes one change of many: a list that changes is told of after a while, and what changes it in
 * that while goes with it. A change that comes later is told of again, so the last one always is.
 */
final class Bursts {

  private final Duration settle;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  Bursts(Duration settle) {
    this.settle = settle;
  }

  /** The list, when it is to be told; empty if it is waiting already. */
  Mono<String> changed(String list) {
    return waiting.add(list)
        ? Mono.delay(settle).map(_ -> list).doOnNext(waiting::remove)
        : Mono.empty();
  }
}
