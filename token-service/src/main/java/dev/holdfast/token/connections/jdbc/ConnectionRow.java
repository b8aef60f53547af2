package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.token.connections.ConnectionState;
import dev.holdfast.token.connections.StoredConnection;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@MappedEntity("connection")
@SuppressWarnings("ArrayRecordComponent") // Never compared; turned into Bytes at once.
record ConnectionRow(
    @Id String issuer,
    @Id String subject,
    @Id String provider,
    long version,
    byte[] accessToken,
    byte[] refreshToken,
    @Nullable Instant expiresAt,
    @Nullable Instant refreshAt,
    @Nullable Instant retryAt,
    @Nullable Instant leaseUntil,
    ConnectionState state,
    @Nullable String scopes,
    int failures,
    @Nullable Instant lastUsedAt) {

  StoredConnection stored() {
    return new StoredConnection(
        version,
        Bytes.copyFrom(accessToken),
        refreshToken.length == 0 ? null : Bytes.copyFrom(refreshToken),
        expiresAt,
        refreshAt,
        retryAt,
        leaseUntil,
        state,
        scopes == null ? null : names(scopes),
        failures,
        lastUsedAt);
  }

  private static Set<String> names(String scopes) {
    return scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ", -1));
  }
}
