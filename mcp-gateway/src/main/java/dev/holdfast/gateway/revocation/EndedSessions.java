package dev.holdfast.gateway.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.holdfast.contracts.identity.SubjectId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Sessions that their clients ended, at whatever replica, until they would have been too old
 * anyway. Sealed ids open for ever, and a server that has forgotten a session looks as if it had
 * been restarted, so nothing else would keep them from coming to life again. So many are remembered
 * and no more: a forgotten one can come to life again, for its owner alone.
 */
@Singleton
public final class EndedSessions {

  // While Kafka is away; what is more than this is known here only.
  private static final int MOST_UNTOLD = 10_000;
  // Revocations are read on the same thread, and are not to wait.
  private static final int MOST_AT_ONCE = 10;

  private final SessionMemory settings;
  private final OpenStreams streams;
  private final SessionNews news;
  private final Clock clock;
  private final Cache<String, Instant> ended;
  private final Map<String, Untold> untold = new ConcurrentHashMap<>();

  private record Untold(Optional<SubjectId> owner, Instant until) {}

  EndedSessions(
      SessionMemory settings,
      OpenStreams streams,
      SessionNews news,
      MeterRegistry metrics,
      Clock clock) {
    this.settings = settings;
    this.streams = streams;
    this.news = news;
    this.clock = clock;
    Counter forgotten = metrics.counter("holdfast.gateway.sessions.ended.forgotten");
    this.ended =
        Caffeine.newBuilder()
            .maximumSize(settings.mostEnded())
            .evictionListener(
                (_, _, cause) -> {
                  if (cause == RemovalCause.SIZE) {
                    forgotten.increment();
                  }
                })
            .expireAfter(
                Expiry.<String, Instant>writing(
                    (_, until) -> Duration.between(clock.instant(), until)))
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    Gauge.builder("holdfast.gateway.sessions.ended", ended, Cache::estimatedSize)
        .description("Sessions remembered as ended by their clients")
        .register(metrics);
    Gauge.builder("holdfast.gateway.sessions.ended.untold", untold, Map::size)
        .description("Ended sessions of which the other replicas could not be told yet")
        .register(metrics);
  }

  /**
   * The client ended it here. All other replicas are told; if that cannot be done now, later.
   *
   * @param session tells it from others
   * @param created when it began
   */
  public void end(Optional<SubjectId> owner, String session, Instant created) {
    Instant until = created.plus(owner.isEmpty() ? settings.anonymousMaxAge() : settings.maxAge());
    tell(session, until);
    if (!news.ended(owner, session, until) && untold.size() < MOST_UNTOLD) {
      untold.put(session, new Untold(owner, until));
    }
  }

  /** From now on the session is over, and its open streams are cut. */
  public void tell(String session, Instant until) {
    if (clock.instant().isBefore(until)) {
      ended.put(session, until);
    }
    streams.cutSession(session);
  }

  /** Whether a client ended it. */
  public boolean contains(String session) {
    return ended.getIfPresent(session) != null;
  }

  /** Tells some of what could not be told before; for when Kafka answers, again and again. */
  public void retell() {
    for (var one : untold.entrySet().stream().limit(MOST_AT_ONCE).toList()) {
      if (!news.ended(one.getValue().owner(), one.getKey(), one.getValue().until())) {
        return;
      }
      untold.remove(one.getKey());
    }
  }
}
