package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long servers take to the heads of their answers. */
@Singleton
public final class UpstreamTimes {

  private static final String ANSWERED = "answered";
  private static final String FAILED = "failed";
  private static final String UNAVAILABLE = "unavailable";

  private final MeterRegistry metrics;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  UpstreamTimes(Servers servers, MeterRegistry metrics) {
    this.metrics = metrics;
    for (McpServer server : servers.all()) {
      for (String outcome : List.of(ANSWERED, FAILED, UNAVAILABLE)) {
        timers.computeIfAbsent(new Key(server.name(), outcome), this::make);
      }
    }
  }

  /** The server answered so after so long. */
  public void answered(McpServer server, int status, long nanos) {
    record(server, status < 500 ? ANSWERED : FAILED, nanos);
  }

  /** It did not answer. */
  public void unavailable(McpServer server, long nanos) {
    record(server, UNAVAILABLE, nanos);
  }

  private void record(McpServer server, String outcome, long nanos) {
    Key key = new Key(server.name(), outcome);
    Timer known = timers.get(key);
    Timer timer = known == null ? timers.computeIfAbsent(key, this::make) : known;
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer make(Key key) {
    return Timer.builder("holdfast.gateway.upstream")
        .description("From a request to a server to the head of its answer")
        .tag("server", key.server())
        .tag("outcome", key.outcome())
        .register(metrics);
  }

  private record Key(String server, String outcome) {}
}
