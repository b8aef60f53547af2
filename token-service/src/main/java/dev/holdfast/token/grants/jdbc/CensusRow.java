package dev.holdfast.token.grants.jdbc;

import dev.holdfast.token.grants.Census;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@MappedEntity("census")
record CensusRow(@Id int id, long grants, long subjects, @Nullable Instant oldest) {

  Census census() {
    return new Census(grants, subjects, oldest);
  }
}
