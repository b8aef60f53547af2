package dev.holdfast.token.connections;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.Look.Done;
import dev.holdfast.token.connections.Look.Moved;
import dev.holdfast.token.connections.Look.Wait;
import dev.holdfast.token.connections.TokenOutcome.Missing;
import dev.holdfast.token.connections.TokenOutcome.Unavailable;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands out users' upstream tokens.
 *
 * <p>A fresh token costs no call. Otherwise one caller, in whatever replica, refreshes it; all
 * others look at the row until it is done.
 */
@Singleton
public final class Connections {

  private static final int MOST_DOUBLINGS = 3;

  private final ConnectionStore connections;
  private final Refreshes refreshes;
  private final ConnectionSettings settings;
  private final AheadSettings ahead;
  private final ConnectionMetrics metrics;
  private final Clock clock;

  Connections(
      ConnectionStore connections,
      Refreshes refreshes,
      ConnectionSettings settings,
      AheadSettings ahead,
      ConnectionMetrics metrics,
      Clock clock) {
    this.connections = connections;
    this.refreshes = refreshes;
    this.settings = settings;
    this.ahead = ahead;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The user's token, refreshed if it must be. May take as long as the settings' patience. */
  public TokenOutcome token(ConnectionKey key) {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    int waits = 0;
    while (System.nanoTime() < deadline) {
      Optional<StoredConnection> stored = connections.find(key);
      if (stored.isEmpty()) {
        return new Missing();
      }
      noteUse(key, stored.get());
      switch (refreshes.look(key, stored.get())) {
        case Done(TokenOutcome outcome) -> {
          if (waits > 0 && outcome instanceof Usable) {
            metrics.saved(key.provider());
          }
          return outcome;
        }
        case Wait _ -> {
          if (!pause(waits++)) {
            return new Unavailable(settings.retryAfter());
          }
        }
        case Moved _ -> {}
      }
    }
    return new Unavailable(settings.retryAfter());
  }

  /** Whether a token is held or can be refreshed. */
  public boolean isConnected(ConnectionKey key) {
    return connections
        .find(key)
        .filter(StoredConnection::isLive)
        .filter(stored -> stored.isUsable(now()) || stored.refreshToken() != null)
        .isPresent();
  }

  /** Ends the connection; its provider is told later, if it listens. */
  public void disconnect(ConnectionKey key) {
    connections.end(key, now());
  }

  /** Ends all of a user's connections likewise. */
  public void disconnectAll(SubjectId subject) {
    connections.endAll(subject, now());
  }

  private void noteUse(ConnectionKey key, StoredConnection stored) {
    Instant now = now();
    if (!stored.wasUsedSince(now.minus(ahead.noteUseAfter()))) {
      connections.noteUse(key, now);
    }
  }

  /** Longer each time, and at random: many may wait for one slow provider. */
  private boolean pause(int waits) {
    long most = settings.poll().toMillis() << Math.min(waits, MOST_DOUBLINGS);
    try {
      Thread.sleep(most - ThreadLocalRandom.current().nextLong(most / 4 + 1));
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
