package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.server.McpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long servers take to the heads of their answers. */
@Singleton
public final class UpstreamTimes {

  private final MeterRegistry metrics;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  UpstreamTimes(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** The server answered so after so long. */
  public void answered(McpServer server, int status, long nanos) {
    record(server, status < 500 ? "answered" : "failed", nanos);
  }

  /** It did not answer. */
  public void unavailable(McpServer server, long nanos) {
    record(server, "unavailable", nanos);
  }

  private void record(McpServer server, String outcome, long nanos) {
    Key key = new Key(server.name(), outcome);
    Timer known = timers.get(key);
    Timer timer = known == null ? timers.computeIfAbsent(key, this::make) : known;
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer make(Key key) {
    return metrics.timer(
        "holdfast.gateway.upstream", "server", key.server(), "outcome", key.outcome());
  }

  private record Key(String server, String outcome) {}
}
