package dev.holdfast.token.connections;

import com.google.crypto.tink.subtle.Random;
import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionToken;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.UserKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Seals the tokens of one connection; bound to user, provider, kind and version. */
record TokenSeal(UserKey userKey, ConnectionKey key) {

  private static final String ACCESS = "access-token";
  private static final String REFRESH = "refresh-token";

  StoredConnection seal(
      long version, ProviderTokens tokens, @Nullable Secret refreshToken, Instant now) {
    Duration lifetime = tokens.lifetime();
    return StoredConnection.fresh(
        version,
        userKey.seal(tokens.accessToken(), context(ACCESS, version)),
        refreshToken == null ? null : userKey.seal(refreshToken, context(REFRESH, version)),
        lifetime == null ? null : now.plus(lifetime),
        lifetime == null ? null : now.plus(early(lifetime)),
        tokens.scopes(),
        now);
  }

  /** The same tokens under the user's present key. */
  StoredConnection anew(StoredConnection stored) {
    Bytes refresh = stored.refreshToken();
    return new StoredConnection(
        stored.version(),
        anew(stored.accessToken(), context(ACCESS, stored.version())),
        refresh == null ? null : anew(refresh, context(REFRESH, stored.version())),
        stored.expiresAt(),
        stored.refreshAt(),
        stored.retryAt(),
        stored.leaseUntil(),
        stored.state(),
        stored.scopes(),
        stored.failures(),
        stored.lastUsedAt());
  }

  private Bytes anew(Bytes sealed, String... context) {
    try (Secret token = userKey.open(sealed, context)) {
      return userKey.seal(token, context);
    }
  }

  ConnectionToken accessToken(StoredConnection stored) {
    return new ConnectionToken(
        userKey.open(stored.accessToken(), context(ACCESS, stored.version())), stored.expiresAt());
  }

  Secret refreshToken(StoredConnection stored, Bytes sealed) {
    return userKey.open(sealed, context(REFRESH, stored.version()));
  }

  /** After 75 to 85 % of the lifetime, so that users who connected together do not return so. */
  private static Duration early(Duration lifetime) {
    return lifetime.multipliedBy(75L + Random.randInt(11)).dividedBy(100);
  }

  private String[] context(String kind, long version) {
    return new String[] {key.provider(), kind, Long.toString(version)};
  }
}
