package dev.holdfast.token.connections;

import dev.holdfast.contracts.connections.ConnectionKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes tokens of connections in use before they expire. Replicas share the work: each takes a
 * few due rows that nobody else is taking, and comes back for those of a replica that died.
 */
@Singleton
class RefreshesAhead implements Duty {

  private static final Logger log = LoggerFactory.getLogger(RefreshesAhead.class);

  private final ConnectionStore connections;
  private final Refreshes refreshes;
  private final ConnectionSettings settings;
  private final AheadSettings ahead;
  private final Clock clock;

  RefreshesAhead(
      ConnectionStore connections,
      Refreshes refreshes,
      ConnectionSettings settings,
      AheadSettings ahead,
      Clock clock) {
    this.connections = connections;
    this.refreshes = refreshes;
    this.settings = settings;
    this.ahead = ahead;
    this.clock = clock;
  }

  /** Refreshes what is due, up to as many as may be at once. */
  @Override
  public int round() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<ConnectionKey> due =
        connections.takeDue(
            now, now.plus(settings.lease()), now.minus(ahead.usedWithin()), ahead.atOnce());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(key -> threads.execute(() -> refresh(key)));
    }
    return due.size();
  }

  private void refresh(ConnectionKey key) {
    try {
      connections.find(key).ifPresent(stored -> refreshes.look(key, stored));
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("provider", key.provider())
          .setCause(e)
          .log("A refresh ahead of time failed");
    }
  }
}
