package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.Attempt;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity("connection_attempt")
@SuppressWarnings("ArrayRecordComponent") // Never compared; turned into Bytes at once.
record AttemptRow(
    @Id byte[] stateHash,
    String issuer,
    String subject,
    String provider,
    byte[] verifier,
    Instant begunAt,
    Instant expiresAt) {

  Attempt attempt() {
    return new Attempt(
        new ConnectionKey(new SubjectId(issuer, subject), provider),
        Bytes.copyFrom(verifier),
        begunAt,
        expiresAt);
  }
}
