package dev.holdfast.token.epoch.jdbc;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.epoch.EpochStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

@Singleton
final class JdbcEpochStore implements EpochStore {

  private final EpochRows rows;

  JdbcEpochStore(EpochRows rows) {
    this.rows = rows;
  }

  @Override
  public boolean raise(SubjectId subject, Instant epoch) {
    return rows.addIfAbsent(subject.issuer(), subject.subject(), epoch) == 1
        || rows.raise(subject.issuer(), subject.subject(), epoch) == 1;
  }

  @Override
  public Optional<Instant> newest(SubjectId subject) {
    return rows.read(subject.issuer(), subject.subject()).map(EpochRow::epoch);
  }
}
