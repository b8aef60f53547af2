package dev.holdfast.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.policy.ServerPolicy;
import dev.holdfast.gateway.policy.ToolRule;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.waiting.Waiting;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spends from people's budgets. Callers without a token share one budget per server. The tools of a
 * budget are those that are configured, so nobody can make up more of them.
 */
@Context
public final class Limits {

  private static final String USER = "user";
  private static final String TOOL = "tool";
  private static final String SESSION_END = "session-end";
  private static final String AGGREGATE = "holdfast.gateway.limits.aggregate-rate";

  private final Map<String, Rate> servers = new HashMap<>();
  private final Map<String, Map<String, Rate>> tools = new HashMap<>();
  private final Optional<Rate> sessionEnds;
  private final Cache<Key, Bucket> buckets;
  private final TimeMeter time;
  private final MeterRegistry metrics;

  Limits(
      LimitSettings settings,
      Servers known,
      List<ServerRate> rates,
      List<ServerPolicy> policies,
      Clock clock,
      MeterRegistry metrics) {
    Optional<Rate> usual = Rate.of("holdfast.gateway.limits.rate", settings.rate());
    for (ServerRate one : rates) {
      Rate.of(setting(one.name(), "rate"), one.rate())
          .or(() -> "none".equals(one.rate()) ? Optional.empty() : usual)
          .ifPresent(rate -> servers.put(one.name(), rate));
    }
    known
        .aggregate()
        .flatMap(_ -> Rate.of(AGGREGATE, settings.aggregateRate()))
        .ifPresent(rate -> servers.put(known.aggregate().orElseThrow().name(), rate));
    this.sessionEnds = Rate.of("holdfast.gateway.limits.session-ends", settings.sessionEnds());
    policies.forEach(policy -> tools.put(policy.name(), tools(policy)));
    this.buckets = Caffeine.newBuilder().maximumSize(settings.most()).build();
    this.time = new ClockTime(clock);
    this.metrics = metrics;
    Gauge.builder("holdfast.gateway.limits.budgets", buckets, Cache::estimatedSize)
        .description("Budgets in memory")
        .register(metrics);
    servers.keySet().forEach(server -> refused(server, USER));
    tools.forEach((server, limited) -> limited.keySet().forEach(_ -> refused(server, TOOL)));
  }

  /** Takes so many requests to a server from the caller's budget, if they are in it. */
  public Optional<Exceeded> request(McpServer server, Caller caller, int number) {
    Rate rate = servers.get(server.name());
    return rate == null
        ? Optional.empty()
        : spend(USER, rate, new Key(server.name(), "", owner(caller)), server.name(), number);
  }

  /** Takes a call of a tool from the caller's budget for it, if it is in it. */
  public Optional<Exceeded> call(McpServer server, Caller caller, String tool) {
    Rate rate = tools.getOrDefault(server.name(), Map.of()).get(tool);
    return rate == null
        ? Optional.empty()
        : spend(TOOL, rate, new Key(server.name(), tool, owner(caller)), server.name(), 1);
  }

  /**
   * Takes the end of a session from the caller's budget. Each is remembered by every gateway for as
   * long as the session could have lived.
   */
  public Optional<Exceeded> sessionEnd(McpServer server, Caller caller) {
    return sessionEnds.flatMap(
        rate -> spend(SESSION_END, rate, new Key("", "", owner(caller)), server.name(), 1));
  }

  private record Key(String server, String tool, String owner) {}

  private Optional<Exceeded> spend(String what, Rate rate, Key key, String server, int number) {
    // More at once than there ever is would never come through.
    long wanted = Math.min(number, rate.capacity());
    var probe = buckets.get(key, _ -> full(rate)).tryConsumeAndReturnRemaining(wanted);
    if (probe.isConsumed()) {
      return Optional.empty();
    }
    Waiting.begins();
    refused(server, what).increment();
    return Optional.of(new Exceeded(what, Duration.ofNanos(probe.getNanosToWaitForRefill())));
  }

  private Counter refused(String server, String what) {
    return Counter.builder("holdfast.gateway.limits.refused")
        .description("Requests refused because somebody's budget is spent")
        .tag("server", server)
        .tag("what", what)
        .register(metrics);
  }

  private Bucket full(Rate rate) {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(rate.capacity()).refillGreedy(rate.capacity(), rate.period()))
        .withCustomTimePrecision(time)
        .build();
  }

  // A key of a subject holds a space, and this has none.
  private static String owner(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous() -> "anonymous";
      case Caller.Known(var token) -> token.subject().key();
    };
  }

  private static Map<String, Rate> tools(ServerPolicy policy) {
    Map<String, Rate> limited = new HashMap<>();
    for (ToolRule rule : policy.rules()) {
      Rate.of(setting(policy.name(), "tools." + rule.tool() + ".rate"), rule.rate())
          .ifPresent(rate -> limited.put(rule.tool(), rate));
    }
    return limited;
  }

  private static String setting(String server, String key) {
    return "holdfast.gateway.servers." + server + "." + key;
  }
}
