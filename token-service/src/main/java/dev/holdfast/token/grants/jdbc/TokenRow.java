package dev.holdfast.token.grants.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.token.grants.StoredToken;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@MappedEntity("refresh_token")
@SuppressWarnings("ArrayRecordComponent") // Never compared; turned into Bytes at once.
record TokenRow(
    @Id byte[] tokenHash,
    String gid,
    long generation,
    Instant expiresAt,
    @Nullable Instant usedAt,
    byte[] nonce) {

  StoredToken stored() {
    return new StoredToken(
        Bytes.copyFrom(tokenHash),
        gid,
        generation,
        expiresAt,
        usedAt,
        nonce.length == 0 ? null : Bytes.copyFrom(nonce));
  }
}
