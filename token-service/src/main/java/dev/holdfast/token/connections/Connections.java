package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.ProviderAnswer.Granted;
import dev.holdfast.token.connections.ProviderAnswer.NotAsked;
import dev.holdfast.token.connections.ProviderAnswer.Refused;
import dev.holdfast.token.connections.TokenOutcome.Missing;
import dev.holdfast.token.connections.TokenOutcome.Unavailable;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import dev.holdfast.token.encryption.UserKey;
import dev.holdfast.token.encryption.UserKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands out users' upstream tokens and keeps them fresh.
 *
 * <p>A fresh token costs no call. Otherwise one caller, in whatever replica, takes the lease in the
 * connection's row before it redeems the refresh token; all others look at the row until it is
 * done. A holder that died loses the lease by time. A result is stored, and a dead connection
 * deleted, only if the row's version did not move meanwhile.
 */
@Singleton
public final class Connections {

  private final Providers providers;
  private final ConnectionStore connections;
  private final UserKeys userKeys;
  private final ConnectionSettings settings;
  private final Clock clock;

  Connections(
      Providers providers,
      ConnectionStore connections,
      UserKeys userKeys,
      ConnectionSettings settings,
      Clock clock) {
    this.providers = providers;
    this.connections = connections;
    this.userKeys = userKeys;
    this.settings = settings;
    this.clock = clock;
  }

  /** The user's token, refreshed if it must be. May take as long as the settings' patience. */
  public TokenOutcome token(ConnectionKey key) {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    while (System.nanoTime() < deadline) {
      Optional<TokenOutcome> outcome = look(key);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return new Unavailable(settings.retryAfter());
  }

  /** Whether a token is held or can be refreshed. */
  public boolean isConnected(ConnectionKey key) {
    return connections
        .find(key)
        .filter(stored -> stored.isUsable(now()) || stored.refreshToken() != null)
        .isPresent();
  }

  /** Ends the connection. */
  public void disconnect(ConnectionKey key) {
    connections.delete(key);
  }

  /** One look at the row; empty if another is worthwhile. */
  private Optional<TokenOutcome> look(ConnectionKey key) {
    Optional<StoredConnection> found = connections.find(key);
    Optional<UserKey> userKey = userKeys.find(key.subject());
    Optional<Provider> provider = providers.named(key.provider());
    if (found.isEmpty() || userKey.isEmpty() || provider.isEmpty()) {
      return Optional.of(new Missing());
    }
    StoredConnection stored = found.get();
    var seal = new TokenSeal(userKey.get(), key);
    Instant now = now();
    if (stored.isFresh(now)) {
      return Optional.of(new Usable(seal.accessToken(stored)));
    }
    Bytes refreshToken = stored.refreshToken();
    if (refreshToken == null) {
      return Optional.of(stale(stored, seal, now).orElseGet(Missing::new));
    }
    Instant retryAt = stored.retryAt();
    if (retryAt != null && now.isBefore(retryAt)) {
      Duration wait = Duration.between(now, retryAt);
      return Optional.of(stale(stored, seal, now).orElseGet(() -> new Unavailable(wait)));
    }
    String owner = UUID.randomUUID().toString();
    if (stored.isLeased(now)
        || !connections.lease(key, stored.version(), owner, now, now.plus(settings.lease()))) {
      return stale(stored, seal, now).or(this::afterPause);
    }
    return refresh(provider.get(), stored, seal, refreshToken, owner);
  }

  /** Holds the lease, and the row is at the version that was read: the lease compared it. */
  private Optional<TokenOutcome> refresh(
      Provider provider, StoredConnection stored, TokenSeal seal, Bytes sealed, String owner) {
    ConnectionKey key = seal.key();
    Secret refreshToken = seal.refreshToken(stored, sealed);
    return switch (provider.refresh(refreshToken)) {
      case Granted(ProviderTokens tokens) -> {
        Secret next = tokens.refreshToken() == null ? refreshToken : tokens.refreshToken();
        StoredConnection fresh = seal.seal(stored.version() + 1, tokens, next, now());
        yield connections.replace(key, stored.version(), owner, fresh)
            ? Optional.of(new Usable(seal.accessToken(fresh)))
            : Optional.empty();
      }
      // If the version moved, somebody connected or refreshed meanwhile: look again.
      case Refused _ ->
          connections.delete(key, stored.version(), owner)
              ? Optional.of(new Missing())
              : Optional.empty();
      case ProviderAnswer.Unavailable(var retryAfter) -> {
        Duration wait = retryAfter.orElse(settings.retryAfter());
        connections.release(key, owner, now().plus(wait));
        yield stale(stored, seal, now()).or(() -> Optional.of(new Unavailable(wait)));
      }
      case NotAsked(Duration wait) -> {
        connections.release(key, owner, now().plus(wait));
        yield stale(stored, seal, now()).or(() -> Optional.of(new Unavailable(wait)));
      }
    };
  }

  /** A token due for refresh is still good until it expires. */
  private static Optional<TokenOutcome> stale(
      StoredConnection stored, TokenSeal seal, Instant now) {
    return stored.isUsable(now)
        ? Optional.of(new Usable(seal.accessToken(stored)))
        : Optional.empty();
  }

  private Optional<TokenOutcome> afterPause() {
    try {
      Thread.sleep(settings.poll());
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of(new Unavailable(settings.retryAfter()));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
