package dev.holdfast.token.revocation.jdbc;

import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.token.revocation.Progress;
import dev.holdfast.token.revocation.SweepKind;
import dev.holdfast.token.revocation.SweepLog;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

@Singleton
final class JdbcSweepLog implements SweepLog {

  private final SweepRows rows;
  private final ObjectMapper json;

  JdbcSweepLog(SweepRows rows, ObjectMapper json) {
    this.rows = rows;
    this.json = json;
  }

  @Override
  public boolean begin(String eventId, SweepKind kind, Instant now) {
    return rows.begin(eventId, kind, now) == 1;
  }

  @Override
  public void finish(String eventId, SweepKind kind, RevocationResult result) {
    note(eventId, kind, new Progress(result, true));
  }

  @Override
  public Optional<RevocationResult> result(String eventId, SweepKind kind) {
    return rows.read(eventId, kind)
        .flatMap(row -> Optional.ofNullable(row.result()))
        .map(this::parsed);
  }

  @Override
  public Progress resume(String eventId, SweepKind kind, Instant now) {
    rows.lock(eventId, kind, now);
    SweepRow row = rows.read(eventId, kind).orElseThrow();
    String result = row.result();
    return new Progress(
        result == null ? new RevocationResult(new TreeMap<>(), new TreeMap<>()) : parsed(result),
        row.finished());
  }

  @Override
  public void note(String eventId, SweepKind kind, Progress progress) {
    try {
      rows.note(eventId, kind, json.writeValueAsString(progress.result()), progress.finished());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int forget(Instant before, int limit) {
    return rows.forget(before, limit);
  }

  private RevocationResult parsed(String result) {
    try {
      return Objects.requireNonNull(json.readValue(result, RevocationResult.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
