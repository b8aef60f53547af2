package dev.holdfast.gateway.guard;

import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The guards of all servers. */
@Singleton
public final class Guards {

  private final GuardSettings settings;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final Map<String, ServerGuard> guards = new ConcurrentHashMap<>();

  Guards(GuardSettings settings, Clock clock, MeterRegistry metrics) {
    this.settings = settings;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** A call, up to the head of its answer. */
  @FunctionalInterface
  public interface Work {
    /** Makes it. */
    Answer send() throws UpstreamUnavailableException, InterruptedException;
  }

  /**
   * Makes the call if the server may be asked now.
   *
   * @throws LeftAloneException if it may not
   * @throws UpstreamUnavailableException if it does not answer
   */
  public Answer guard(McpServer server, Work work)
      throws UpstreamUnavailableException, InterruptedException {
    try {
      return of(server).guard(work);
    } catch (LeftAloneException e) {
      metrics
          .counter("holdfast.gateway.upstream.left_alone", "server", server.name(), "why", e.why())
          .increment();
      throw e;
    }
  }

  /** A turn at the server, if there is one at once. Nothing is counted if there is none. */
  public Optional<Turn> turn(McpServer server) {
    return of(server).turn();
  }

  private ServerGuard of(McpServer server) {
    ServerGuard known = guards.get(server.name());
    return known == null ? guards.computeIfAbsent(server.name(), _ -> make(server)) : known;
  }

  private ServerGuard make(McpServer server) {
    ServerGuard guard = new ServerGuard(server, settings, clock);
    metrics.gauge(
        "holdfast.gateway.upstream.open",
        Tags.of("server", server.name()),
        guard,
        one -> one.isOpen() ? 1 : 0);
    return guard;
  }
}
