package dev.holdfast.token.encryption.rekey.jdbc;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.encryption.rekey.KeyCount;
import dev.holdfast.token.encryption.rekey.Run;
import dev.holdfast.token.encryption.rekey.RunKind;
import dev.holdfast.token.encryption.rekey.RunStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Singleton
final class JdbcRunStore implements RunStore {

  private final RunRows rows;

  JdbcRunStore(RunRows rows) {
    this.rows = rows;
  }

  @Override
  public Run begin(RunKind kind, Instant now) {
    rows.begin(kind, now);
    return rows.read(kind).orElseThrow().run();
  }

  @Override
  public void add(RunKind kind, long changed) {
    rows.add(kind, changed);
  }

  @Override
  public void finish(Run run, Instant now) {
    rows.finish(run.kind(), run.startedAt(), now);
  }

  @Override
  public List<Run> runs() {
    return rows.readAll().stream().map(RunRow::run).toList();
  }

  @Override
  public List<SubjectId> toRewrap(
      String primary, Instant before, Optional<SubjectId> after, int max) {
    return owners(rows.toRewrap(primary, before, issuer(after), subject(after), max));
  }

  @Override
  public List<SubjectId> toReencrypt(Instant before, Optional<SubjectId> after, int max) {
    return owners(rows.toReencrypt(before, issuer(after), subject(after), max));
  }

  @Override
  public List<KeyCount> count() {
    return rows.count().stream()
        .map(row -> new KeyCount(row.kek(), row.stage(), row.users()))
        .toList();
  }

  @Override
  public long countToRewrap(String primary, Instant before) {
    return rows.countToRewrap(primary, before);
  }

  @Override
  public long countToReencrypt(Instant before) {
    return rows.countToReencrypt(before);
  }

  private static List<SubjectId> owners(List<OwnerRow> found) {
    return found.stream().map(row -> new SubjectId(row.issuer(), row.subject())).toList();
  }

  /** No issuer is empty, so everything comes after it. */
  private static String issuer(Optional<SubjectId> after) {
    return after.map(SubjectId::issuer).orElse("");
  }

  private static String subject(Optional<SubjectId> after) {
    return after.map(SubjectId::subject).orElse("");
  }
}
