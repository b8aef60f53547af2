package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.Look.Done;
import dev.holdfast.token.connections.Look.Moved;
import dev.holdfast.token.connections.Look.Wait;
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
 * Refreshes one connection at a time, for whoever asks and ahead of time alike.
 *
 * <ul>
 *   <li>Nobody redeems a refresh token without the lease in the connection's row. It names the
 *       version it is for; who holds it is the one who redeems. A holder that died loses it by
 *       time, and the next one finds what the first one meant to do: to redeem this version's
 *       token.
 *   <li>A result is stored if the version is the one that was redeemed, be the lease lost or not:
 *       of two holders the first one to store wins, the other finds the version moved and looks
 *       again.
 *   <li>A refusal counts only while lease and version are ours. Otherwise somebody redeemed the
 *       same token, or the user consented anew, and the row says what is true.
 *   <li>Trouble counts against the row, so that every replica leaves it alone for as long.
 * </ul>
 */
@Singleton
class Refreshes {

  private final Providers providers;
  private final ConnectionStore connections;
  private final EndedConnectionStore ended;
  private final UserKeys userKeys;
  private final ConnectionSettings settings;
  private final ConnectionMetrics metrics;
  private final Clock clock;

  Refreshes(
      Providers providers,
      ConnectionStore connections,
      EndedConnectionStore ended,
      UserKeys userKeys,
      ConnectionSettings settings,
      ConnectionMetrics metrics,
      Clock clock) {
    this.providers = providers;
    this.connections = connections;
    this.ended = ended;
    this.userKeys = userKeys;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Looks at a row as it is, and refreshes if that is due and nobody else does. */
  Look look(ConnectionKey key, StoredConnection stored) {
    Optional<Provider> provider = providers.named(key.provider());
    if (!stored.isLive() || provider.isEmpty()) {
      return new Done(new Missing());
    }
    Instant now = now();
    // A key may be far away, and every caller who waits comes by again and again.
    if (!stored.isUsable(now) && stored.isLeased(now)) {
      return new Wait();
    }
    Optional<UserKey> userKey = userKeys.find(key.subject());
    if (userKey.isEmpty()) {
      return new Done(new Missing());
    }
    var seal = new TokenSeal(userKey.get(), key);
    if (stored.isFresh(now)) {
      return new Done(new Usable(seal.accessToken(stored)));
    }
    Bytes refreshToken = stored.refreshToken();
    if (refreshToken == null) {
      return staleOr(stored, seal, new Done(new Missing()));
    }
    Instant retryAt = stored.retryAt();
    if (retryAt != null && now.isBefore(retryAt)) {
      Duration wait = Duration.between(now, retryAt);
      return staleOr(stored, seal, new Done(new Unavailable(wait)));
    }
    String owner = UUID.randomUUID().toString();
    if (stored.isLeased(now)
        || !connections.lease(key, stored.version(), owner, now, now.plus(settings.lease()))) {
      return staleOr(stored, seal, new Wait());
    }
    return refresh(provider.get(), stored, seal, refreshToken, owner);
  }

  /** Holds the lease, and the row is at the version that was read: the lease compared it. */
  private Look refresh(
      Provider provider, StoredConnection stored, TokenSeal seal, Bytes sealed, String owner) {
    try (Secret refreshToken = seal.refreshToken(stored, sealed)) {
      ProviderAnswer answer = provider.refresh(refreshToken);
      metrics.refreshed(seal.key().provider(), answer);
      return take(answer, stored, seal, refreshToken, owner);
    }
  }

  private Look take(
      ProviderAnswer answer,
      StoredConnection stored,
      TokenSeal seal,
      Secret refreshToken,
      String owner) {
    return switch (answer) {
      case Granted(ProviderTokens tokens) -> {
        // RFC 6749, section 6: without a new refresh token the old one stays.
        Secret next = tokens.refreshToken() == null ? refreshToken : tokens.refreshToken();
        yield store(stored, seal, tokens, next);
      }
      case Refused _ ->
          connections.refuse(seal.key(), stored.version(), owner)
              ? new Done(new Missing())
              : new Moved();
      case ProviderAnswer.Unavailable(var retryAfter) -> {
        int failures = stored.failures() + 1;
        Duration wait = CoolDown.after(failures, retryAfter, settings);
        yield putOff(stored, seal, owner, failures, wait);
      }
      case NotAsked(Duration wait) -> putOff(stored, seal, owner, stored.failures(), wait);
    };
  }

  /** Under the user's present key: it may have been changed while the provider answered. */
  private Look store(
      StoredConnection stored, TokenSeal seal, ProviderTokens tokens, Secret refreshToken) {
    return userKeys
        .storing(
            seal.userKey(),
            userKey ->
                store(stored, new TokenSeal(userKey, seal.key()), tokens, refreshToken, now()))
        .orElseGet(Moved::new);
  }

  private Look store(
      StoredConnection stored,
      TokenSeal seal,
      ProviderTokens tokens,
      Secret refreshToken,
      Instant now) {
    StoredConnection fresh = seal.seal(stored.version() + 1, tokens, refreshToken, now);
    if (connections.replace(seal.key(), stored.version(), fresh)) {
      return new Done(new Usable(seal.accessToken(fresh)));
    }
    // Disconnected meanwhile: what came too late must not live on at the provider.
    if (connections.find(seal.key()).isEmpty()) {
      ended.add(seal.key(), fresh, now);
    }
    return new Moved();
  }

  private Look putOff(
      StoredConnection stored, TokenSeal seal, String owner, int failures, Duration wait) {
    connections.release(seal.key(), owner, failures, now().plus(wait));
    return staleOr(stored, seal, new Done(new Unavailable(wait)));
  }

  /** A token due for refresh is still good until it expires. */
  private Look staleOr(StoredConnection stored, TokenSeal seal, Look otherwise) {
    return stored.isUsable(now()) ? new Done(new Usable(seal.accessToken(stored))) : otherwise;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
