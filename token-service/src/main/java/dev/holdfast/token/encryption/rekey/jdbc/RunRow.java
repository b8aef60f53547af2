package dev.holdfast.token.encryption.rekey.jdbc;

import dev.holdfast.token.encryption.rekey.Run;
import dev.holdfast.token.encryption.rekey.RunKind;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@MappedEntity("rekeying")
record RunRow(@Id RunKind kind, Instant startedAt, @Nullable Instant finishedAt, long done) {

  Run run() {
    return new Run(kind, startedAt, finishedAt, done);
  }
}
