package dev.holdfast.gateway.stream;

import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Ends the streams by which clients only listen when the gateway is to stop, so that they come back
 * to another replica; answers under way are finished. The framework takes readiness down and
 * accepts no more connections.
 */
@Singleton
public final class Draining implements GracefulShutdownCapable {

  private final Sinks.Empty<Void> stop = Sinks.empty();

  /** The stream, until the gateway is to stop. */
  public Flux<byte[]> end(Flux<byte[]> stream) {
    return stream.takeUntilOther(stop.asMono());
  }

  @Override
  public CompletionStage<?> shutdownGracefully() {
    stop.tryEmitEmpty();
    return CompletableFuture.completedStage(null);
  }
}
