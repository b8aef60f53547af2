package dev.holdfast.token.encryption.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.encryption.KeyStage;
import dev.holdfast.token.encryption.StoredKey;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@MappedEntity("user_key")
@SuppressWarnings("ArrayRecordComponent") // Never compared; turned into Bytes at once.
record UserKeyRow(
    @Id String issuer,
    @Id String subject,
    byte[] wrapped,
    String id,
    String kek,
    Instant madeAt,
    Instant wrappedAt,
    KeyStage stage,
    @Nullable Instant movedAt) {

  SubjectId owner() {
    return new SubjectId(issuer, subject);
  }

  StoredKey stored() {
    return new StoredKey(id, Bytes.copyFrom(wrapped), kek, madeAt, wrappedAt, stage, movedAt);
  }
}
