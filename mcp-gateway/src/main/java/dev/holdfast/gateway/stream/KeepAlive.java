package dev.holdfast.gateway.stream;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;

/**
 * Comments in streams of events (MCP 2026-07-28, Receiving Messages): one at the beginning, because
 * the framework sends the head with the first bytes, and more while nothing else comes, so that
 * nobody on the way takes the stream for dead.
 */
@Singleton
public final class KeepAlive {

  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
  // No piece of a body is empty.
  private static final byte[] TICK = {};

  private final StreamSettings settings;

  KeepAlive(StreamSettings settings) {
    this.settings = settings;
  }

  /** The events with comments between them, never inside one. */
  public Flux<byte[]> around(Flux<byte[]> events) {
    return Flux.defer(
        () -> {
          Sinks.Empty<Void> end = Sinks.empty();
          Flux<byte[]> pieces =
              events.filter(piece -> piece.length > 0).doOnTerminate(end::tryEmitEmpty);
          Flux<byte[]> ticks =
              Flux.interval(settings.keepAlive())
                  .onBackpressureDrop()
                  .map(_ -> TICK)
                  .takeUntilOther(end.asMono());
          Pulse pulse = new Pulse();
          // One piece ahead: a slow client holds the upstream back.
          return Flux.merge(1, pieces, ticks).handle(pulse::pass).startWith(COMMENT);
        });
  }

  /** One stream, after its events and ticks were put in order. */
  private static final class Pulse {

    private final EventBoundary boundary = new EventBoundary();
    private boolean silent = true;

    void pass(byte[] piece, SynchronousSink<byte[]> sink) {
      if (piece.length > 0) {
        boundary.passed(piece);
        silent = false;
        sink.next(piece);
      } else {
        if (silent && boundary.isHere()) {
          sink.next(COMMENT);
        }
        silent = true;
      }
    }
  }
}
