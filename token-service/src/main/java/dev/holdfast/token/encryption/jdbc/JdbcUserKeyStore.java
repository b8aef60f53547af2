package dev.holdfast.token.encryption.jdbc;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.encryption.StoredKey;
import dev.holdfast.token.encryption.UserKeyStore;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
final class JdbcUserKeyStore implements UserKeyStore {

  private final UserKeyRows rows;

  JdbcUserKeyStore(UserKeyRows rows) {
    this.rows = rows;
  }

  @Override
  public Optional<StoredKey> find(SubjectId subject) {
    return rows.read(subject.issuer(), subject.subject()).map(UserKeyRow::stored);
  }

  @Override
  public Optional<StoredKey> lock(SubjectId subject) {
    return rows.lock(subject.issuer(), subject.subject()).map(UserKeyRow::stored);
  }

  @Override
  public Optional<SubjectId> anyWrappedBy(String kek) {
    return rows.anyWrappedBy(kek).map(UserKeyRow::owner);
  }

  @Override
  public void addIfAbsent(SubjectId subject, StoredKey key) {
    rows.addIfAbsent(
        subject.issuer(),
        subject.subject(),
        key.wrapped().toByteArray(),
        key.id(),
        key.kek(),
        key.madeAt(),
        key.wrappedAt());
  }

  @Override
  public boolean replace(SubjectId subject, StoredKey old, StoredKey key) {
    return rows.replace(
            subject.issuer(),
            subject.subject(),
            old.wrapped().toByteArray(),
            old.stage(),
            key.wrapped().toByteArray(),
            key.id(),
            key.kek(),
            key.madeAt(),
            key.wrappedAt(),
            key.stage(),
            key.movedAt())
        == 1;
  }

  @Override
  public void delete(SubjectId subject) {
    rows.remove(subject.issuer(), subject.subject());
  }
}
