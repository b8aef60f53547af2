package dev.holdfast.gateway.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.holdfast.contracts.identity.SubjectId;
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
 * been restarted, so nothing else would keep them from coming to life again.
 */
@Singleton
public final class EndedSessions {

  // While Kafka is away; what is more than this is known here only.
  private static final int MOST_UNTOLD = 10_000;

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
    this.ended =
        Caffeine.newBuilder()
            .expireAfter(
                Expiry.<String, Instant>writing(
                    (_, until) -> Duration.between(clock.instant(), until)))
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    metrics.gauge("holdfast.gateway.sessions.ended", ended, Cache::estimatedSize);
    metrics.gauge("holdfast.gateway.sessions.ended.untold", untold, Map::size);
  }

  /**
   * The client ended it here. All other replicas are told; if that cannot be done now, later.
   *
   * @param session tells it from others
   * @param created when it began
   */
  public void end(Optional<SubjectId> owner, String session, Instant created) {
    Instant until = created.plus(settings.maxAge());
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

  /** Tells what could not be told before; for when Kafka answers. */
  public void retell() {
    for (var one : Map.copyOf(untold).entrySet()) {
      if (!news.ended(one.getValue().owner(), one.getKey(), one.getValue().until())) {
        return;
      }
      untold.remove(one.getKey());
    }
  }
}
