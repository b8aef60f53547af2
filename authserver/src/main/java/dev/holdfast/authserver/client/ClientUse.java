package dev.holdfast.authserver.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Notes when clients were last used, so that only those that nobody uses expire. */
@Singleton
final class ClientUse {

  /** A client is noted at most this often, however often it asks. */
  static final Duration GRAIN = Duration.ofHours(1);

  private static final int MAX_REMEMBERED = 10_000;

  private final ClientRegistry registry;
  private final Clock clock;

  /** What this replica noted itself: a document's client does not know its row. */
  private final Cache<String, Instant> noted =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

  ClientUse(ClientRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Notes that a client is in use. */
  void note(Client client) {
    Instant now = clock.instant();
    if (isRecent(client.lastUsedAt(), now)
        || isRecent(noted.getIfPresent(client.clientId()), now)) {
      return;
    }
    registry.touch(client, now);
    noted.put(client.clientId(), now);
  }

  private static boolean isRecent(@Nullable Instant used, Instant now) {
    return used != null && used.plus(GRAIN).isAfter(now);
  }
}
