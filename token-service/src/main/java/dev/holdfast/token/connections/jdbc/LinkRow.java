package dev.holdfast.token.connections.jdbc;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity("connection_link")
@SuppressWarnings("ArrayRecordComponent") // Never compared; turned into Bytes at once.
record LinkRow(
    @Id byte[] linkHash, String issuer, String subject, String provider, Instant expiresAt) {

  ConnectionKey key() {
    return new ConnectionKey(new SubjectId(issuer, subject), provider);
  }
}
