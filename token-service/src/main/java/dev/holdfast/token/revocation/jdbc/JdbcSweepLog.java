package dev.holdfast.token.revocation.jdbc;

import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.token.revocation.SweepLog;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

@Singleton
final class JdbcSweepLog implements SweepLog {

  private final SweepRows rows;
  private final ObjectMapper json;

  JdbcSweepLog(SweepRows rows, ObjectMapper json) {
    this.rows = rows;
    this.json = json;
  }

  @Override
  public boolean begin(String eventId, Instant now) {
    return rows.begin(eventId, now) == 1;
  }

  @Override
  public void finish(String eventId, RevocationResult result) {
    try {
      rows.finish(eventId, json.writeValueAsString(result));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<RevocationResult> result(String eventId) {
    return rows.read(eventId).flatMap(row -> Optional.ofNullable(row.result())).map(this::parsed);
  }

  private RevocationResult parsed(String result) {
    try {
      return Objects.requireNonNull(json.readValue(result, RevocationResult.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
