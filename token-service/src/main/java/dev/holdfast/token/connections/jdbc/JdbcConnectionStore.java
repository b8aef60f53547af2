package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.ConnectionStore;
import dev.holdfast.token.connections.StoredConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcConnectionStore implements ConnectionStore {

  private final ConnectionRows rows;
  private final AttemptRows attempts;

  JdbcConnectionStore(ConnectionRows rows, AttemptRows attempts) {
    this.rows = rows;
    this.attempts = attempts;
  }

  @Override
  public Optional<StoredConnection> find(ConnectionKey key) {
    return rows.read(issuer(key), subject(key), key.provider()).map(ConnectionRow::stored);
  }

  @Override
  public Map<String, StoredConnection> findAll(SubjectId subject) {
    return rows.readAll(subject.issuer(), subject.subject()).stream()
        .collect(Collectors.toMap(ConnectionRow::provider, ConnectionRow::stored));
  }

  @Override
  public void replaceSealed(
      ConnectionKey key, long version, Bytes accessToken, @Nullable Bytes refresh) {
    rows.replaceSealed(
        issuer(key),
        subject(key),
        key.provider(),
        version,
        accessToken.toByteArray(),
        bytes(refresh));
  }

  @Override
  public void put(ConnectionKey key, StoredConnection connection, Instant begunAt) {
    rows.put(
        issuer(key),
        subject(key),
        key.provider(),
        connection.version(),
        connection.accessToken().toByteArray(),
        bytes(connection.refreshToken()),
        connection.expiresAt(),
        connection.refreshAt(),
        begunAt);
  }

  @Override
  public boolean lease(ConnectionKey key, long version, String owner, Instant now, Instant until) {
    return rows.lease(issuer(key), subject(key), key.provider(), version, owner, now, until) == 1;
  }

  @Override
  public boolean replace(
      ConnectionKey key, long version, String owner, StoredConnection refreshed) {
    return rows.refreshed(
            issuer(key),
            subject(key),
            key.provider(),
            version,
            owner,
            refreshed.version(),
            refreshed.accessToken().toByteArray(),
            bytes(refreshed.refreshToken()),
            refreshed.expiresAt(),
            refreshed.refreshAt())
        == 1;
  }

  @Override
  public void release(ConnectionKey key, String owner, Instant retryAt) {
    rows.release(issuer(key), subject(key), key.provider(), owner, retryAt);
  }

  @Override
  public boolean delete(ConnectionKey key, long version, String owner) {
    return rows.removeLeased(issuer(key), subject(key), key.provider(), version, owner) == 1;
  }

  @Override
  public void delete(ConnectionKey key) {
    rows.remove(issuer(key), subject(key), key.provider());
  }

  @Override
  public boolean deleteBegunBefore(SubjectId subject, Instant instant) {
    rows.removeBegunBefore(subject.issuer(), subject.subject(), instant);
    attempts.removeBegunBefore(subject.issuer(), subject.subject(), instant);
    return rows.countLocked(subject.issuer(), subject.subject())
            + attempts.countLocked(subject.issuer(), subject.subject())
        > 0;
  }

  private static String issuer(ConnectionKey key) {
    return key.subject().issuer();
  }

  private static String subject(ConnectionKey key) {
    return key.subject().subject();
  }

  private static byte[] bytes(@Nullable Bytes bytes) {
    return bytes == null ? new byte[0] : bytes.toByteArray();
  }
}
