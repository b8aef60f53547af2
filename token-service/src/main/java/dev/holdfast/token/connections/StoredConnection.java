package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import java.time.Instant;
import java.util.Set;
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
 * @param state whether the provider still honours it
 * @param scopes what was granted; absent if it is what was asked for
 * @param failures how often in a row its refresh failed
 * @param lastUsedAt about when its token was asked for
 */
public record StoredConnection(
    long version,
    Bytes accessToken,
    @Nullable Bytes refreshToken,
    @Nullable Instant expiresAt,
    @Nullable Instant refreshAt,
    @Nullable Instant retryAt,
    @Nullable Instant leaseUntil,
    ConnectionState state,
    @Nullable Set<String> scopes,
    int failures,
    @Nullable Instant lastUsedAt) {

  /** One with tokens just obtained. */
  static StoredConnection fresh(
      long version,
      Bytes accessToken,
      @Nullable Bytes refreshToken,
      @Nullable Instant expiresAt,
      @Nullable Instant refreshAt,
      @Nullable Set<String> scopes,
      Instant now) {
    return new StoredConnection(
        version,
        accessToken,
        refreshToken,
        expiresAt,
        refreshAt,
        null,
        null,
        ConnectionState.LIVE,
        scopes,
        0,
        now);
  }

  boolean isLive() {
    return state == ConnectionState.LIVE;
  }

  boolean isFresh(Instant now) {
    return refreshAt == null || now.isBefore(refreshAt);
  }

  boolean isUsable(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  boolean isLeased(Instant now) {
    return leaseUntil != null && now.isBefore(leaseUntil);
  }

  boolean wasUsedSince(Instant instant) {
    return lastUsedAt != null && !lastUsedAt.isBefore(instant);
  }

  /** When it should be refreshed although nobody asks; absent if it cannot be. */
  public @Nullable Instant dueAt() {
    return refreshToken == null ? null : refreshAt;
  }
}
