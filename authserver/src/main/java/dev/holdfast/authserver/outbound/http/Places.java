package dev.holdfast.authserver.outbound.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.holdfast.authserver.outbound.OutboundSettings;
import dev.holdfast.authserver.outbound.Purpose;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places for requests under way: so many for each purpose, and few of these for one host. Who waits
 * for a slow host takes no place from anybody else.
 */
final class Places {

  private final Map<Purpose, Semaphore> byPurpose = new EnumMap<>(Purpose.class);

  /** As long as somebody has, or waits for, a place at the host. */
  private final LoadingCache<Host, Semaphore> byHost;

  Places(OutboundSettings settings) {
    for (Purpose purpose : Purpose.values()) {
      byPurpose.put(purpose, new Semaphore(settings.maxConcurrent()));
    }
    this.byHost =
        Caffeine.newBuilder().weakValues().build(_ -> new Semaphore(settings.maxPerHost(), true));
  }

  /** A place, if there is one soon enough. */
  Optional<Place> take(Purpose purpose, String host, Duration patience)
      throws InterruptedException {
    Semaphore hosts = byHost.get(new Host(purpose, host.toLowerCase(Locale.ROOT)));
    Semaphore all = Objects.requireNonNull(byPurpose.get(purpose));
    if (!hosts.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    if (!all.tryAcquire()) {
      hosts.release();
      return Optional.empty();
    }
    return Optional.of(new Place(hosts, all));
  }

  private record Host(Purpose purpose, String name) {}

  /** To be given back when the exchange has really ended. */
  record Place(Semaphore host, Semaphore all) implements AutoCloseable {

    @Override
    public void close() {
      all.release();
      host.release();
    }
  }
}
