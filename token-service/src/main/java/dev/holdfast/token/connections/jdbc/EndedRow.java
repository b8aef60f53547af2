package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.ConnectionState;
import dev.holdfast.token.connections.EndedConnection;
import dev.holdfast.token.connections.StoredConnection;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity("provider_revocation")
@SuppressWarnings("ArrayRecordComponent") // Never compared; turned into Bytes at once.
record EndedRow(
    @Id String id,
    String issuer,
    String subject,
    String provider,
    long version,
    byte[] accessToken,
    byte[] refreshToken,
    int attempts,
    Instant nextTryAt) {

  /** As it is after one more attempt. */
  EndedConnection taken() {
    return new EndedConnection(
        id,
        new ConnectionKey(new SubjectId(issuer, subject), provider),
        new StoredConnection(
            version,
            Bytes.copyFrom(accessToken),
            refreshToken.length == 0 ? null : Bytes.copyFrom(refreshToken),
            null,
            null,
            null,
            null,
            ConnectionState.LIVE,
            null,
            0,
            null),
        attempts + 1);
  }
}
