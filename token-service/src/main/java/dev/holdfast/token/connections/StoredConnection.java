package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection at rest.
 *
 * @param version counts the writes of tokens; what is sealed is bound to it
 * @param accessToken sealed
 * @param refreshToken sealed, if there is one
 * @param expiresAt when the access token ends, if known
 * @param refreshAt from when on it should be refreshed
 * @param retryAt until when the provider is to be left alone
 * @param leaseUntil until when another caller is refreshing
 */
public record StoredConnection(
    long version,
    Bytes accessToken,
    @Nullable Bytes refreshToken,
    @Nullable Instant expiresAt,
    @Nullable Instant refreshAt,
    @Nullable Instant retryAt,
    @Nullable Instant leaseUntil) {

  boolean isFresh(Instant now) {
    return refreshAt == null || now.isBefore(refreshAt);
  }

  boolean isUsable(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  boolean isLeased(Instant now) {
    return leaseUntil != null && now.isBefore(leaseUntil);
  }
}
