package dev.holdfast.gateway.guard;

import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The guards of all servers. */
@Singleton
public final class Guards {

  private final GuardSettings settings;
  private final Map<String, Integer> perUser;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final Map<String, ServerGuard> guards = new ConcurrentHashMap<>();

  Guards(
      GuardSettings settings,
      List<GuardedServer> limits,
      Servers servers,
      Clock clock,
      MeterRegistry metrics) {
    this.settings = settings;
    this.perUser =
        limits.stream()
            .collect(
                Collectors.toUnmodifiableMap(GuardedServer::name, GuardedServer::maxCallsPerUser));
    this.clock = clock;
    this.metrics = metrics;
    servers.all().forEach(this::of);
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
  public Answer guard(Call call, Work work)
      throws UpstreamUnavailableException, InterruptedException {
    String server = call.server().name();
    try {
      return of(call.server()).guard(call.caller(), work);
    } catch (LeftAloneException e) {
      leftAlone(server, e.why()).increment();
      throw e;
    }
  }

  /** A turn at the call's server, if there is one at once. Nothing is counted if there is none. */
  public Optional<Turn> turn(Call call) {
    return of(call.server()).turn(call.caller());
  }

  private ServerGuard of(McpServer server) {
    ServerGuard known = guards.get(server.name());
    return known == null ? guards.computeIfAbsent(server.name(), _ -> make(server)) : known;
  }

  private ServerGuard make(McpServer server) {
    Places places = new Places(perUser.getOrDefault(server.name(), server.maxCalls()));
    ServerGuard guard = new ServerGuard(server, places, settings, clock);
    Gauge.builder("holdfast.gateway.upstream.open", guard, one -> one.isOpen() ? 1 : 0)
        .description("1 while this replica leaves the server alone")
        .tag("server", server.name())
        .register(metrics);
    LeftAloneException.REASONS.forEach(why -> leftAlone(server.name(), why));
    return guard;
  }

  private Counter leftAlone(String server, String why) {
    return Counter.builder("holdfast.gateway.upstream.left_alone")
        .description("Calls that were not made, because the server is in trouble or full")
        .tag("server", server)
        .tag("why", why)
        .register(metrics);
  }
}
