package dev.holdfast.token.encryption.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.identity.SubjectId;
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
  public Optional<Bytes> find(SubjectId subject) {
    return rows.read(subject.issuer(), subject.subject()).map(row -> Bytes.copyFrom(row.wrapped()));
  }

  @Override
  public Optional<Bytes> lock(SubjectId subject) {
    return rows.lock(subject.issuer(), subject.subject()).map(row -> Bytes.copyFrom(row.wrapped()));
  }

  @Override
  public void addIfAbsent(SubjectId subject, Bytes wrapped) {
    rows.addIfAbsent(subject.issuer(), subject.subject(), wrapped.toByteArray());
  }

  @Override
  public void delete(SubjectId subject) {
    rows.remove(subject.issuer(), subject.subject());
  }
}
