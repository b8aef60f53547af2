package dev.holdfast.token.connections.jdbc;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Introspected
record DueRow(String issuer, String subject, String provider, @Nullable Instant lastUsedAt) {

  ConnectionKey key() {
    return new ConnectionKey(new SubjectId(issuer, subject), provider);
  }

  boolean wasUsedSince(Instant instant) {
    return lastUsedAt != null && !lastUsedAt.isBefore(instant);
  }
}
