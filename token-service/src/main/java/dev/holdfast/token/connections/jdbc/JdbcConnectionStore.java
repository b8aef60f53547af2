package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.ConnectionStore;
import dev.holdfast.token.connections.StoredConnection;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcConnectionStore implements ConnectionStore {

  private final ConnectionRows rows;
  private final DueRows dueRows;
  private final EndedRows endedRows;
  private final AttemptRows attempts;
  private final DeviceRows devices;
  private final Transactions transactions;

  JdbcConnectionStore(
      ConnectionRows rows,
      DueRows dueRows,
      EndedRows endedRows,
      AttemptRows attempts,
      DeviceRows devices,
      Transactions transactions) {
    this.rows = rows;
    this.dueRows = dueRows;
    this.endedRows = endedRows;
    this.attempts = attempts;
    this.devices = devices;
    this.transactions = transactions;
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
        text(connection.scopes()),
        connection.lastUsedAt(),
        connection.dueAt(),
        begunAt);
  }

  @Override
  public boolean lease(ConnectionKey key, long version, String owner, Instant now, Instant until) {
    return rows.lease(issuer(key), subject(key), key.provider(), version, owner, now, until) == 1;
  }

  @Override
  public boolean replace(ConnectionKey key, long version, StoredConnection refreshed) {
    return rows.refreshed(
            issuer(key),
            subject(key),
            key.provider(),
            version,
            refreshed.version(),
            refreshed.accessToken().toByteArray(),
            bytes(refreshed.refreshToken()),
            refreshed.expiresAt(),
            refreshed.refreshAt(),
            refreshed.dueAt(),
            text(refreshed.scopes()))
        == 1;
  }

  @Override
  public void release(ConnectionKey key, String owner, int failures, Instant retryAt) {
    rows.release(issuer(key), subject(key), key.provider(), owner, failures, retryAt);
  }

  @Override
  public boolean refuse(ConnectionKey key, long version, String owner) {
    return rows.refuse(issuer(key), subject(key), key.provider(), version, owner) == 1;
  }

  @Override
  public void noteUse(ConnectionKey key, Instant now) {
    rows.noteUse(issuer(key), subject(key), key.provider(), now);
  }

  @Override
  public List<ConnectionKey> takeDue(Instant now, Instant again, Instant usedSince, int max) {
    List<DueRow> due = transactions.write(() -> take(now, again, usedSince, max));
    // A batch of unused ones only must not look like the end.
    while (!due.isEmpty() && due.stream().noneMatch(row -> row.wasUsedSince(usedSince))) {
      due = transactions.write(() -> take(now, again, usedSince, max));
    }
    return due.stream().filter(row -> row.wasUsedSince(usedSince)).map(DueRow::key).toList();
  }

  private List<DueRow> take(Instant now, Instant again, Instant usedSince, int max) {
    List<DueRow> due = dueRows.due(now, max);
    due.forEach(row -> setDue(row.key(), row.wasUsedSince(usedSince) ? again : null));
    return due;
  }

  private void setDue(ConnectionKey key, @Nullable Instant dueAt) {
    dueRows.setDue(issuer(key), subject(key), key.provider(), dueAt);
  }

  @Override
  public void end(ConnectionKey key, Instant now) {
    transactions.write(
        () -> {
          endedRows.copy(issuer(key), subject(key), key.provider(), now);
          return rows.remove(issuer(key), subject(key), key.provider());
        });
  }

  @Override
  public void endAll(SubjectId subject, Instant now) {
    transactions.write(
        () -> {
          endedRows.copyAll(subject.issuer(), subject.subject(), now);
          removeAll(subject);
          return subject;
        });
  }

  @Override
  public boolean begunSince(SubjectId subject, Instant instant) {
    String issuer = subject.issuer();
    String name = subject.subject();
    return rows.countBegunSince(issuer, name, instant) > 0
        || attempts.countBegunSince(issuer, name, instant) > 0
        || devices.countBegunSince(issuer, name, instant) > 0;
  }

  @Override
  public boolean deleteBegunBefore(SubjectId subject, Instant instant) {
    String issuer = subject.issuer();
    String name = subject.subject();
    rows.removeBegunBefore(issuer, name, instant);
    attempts.removeBegunBefore(issuer, name, instant);
    devices.removeBegunBefore(issuer, name, instant);
    boolean others = begunSince(subject, instant);
    if (!others) {
      endedRows.removeAll(issuer, name);
    }
    return others;
  }

  private void removeAll(SubjectId subject) {
    rows.removeAll(subject.issuer(), subject.subject());
    attempts.removeAll(subject.issuer(), subject.subject());
    devices.removeAll(subject.issuer(), subject.subject());
  }

  private static String issuer(ConnectionKey key) {
    return key.subject().issuer();
  }

  private static String subject(ConnectionKey key) {
    return key.subject().subject();
  }

  private static @Nullable String text(@Nullable Set<String> scopes) {
    return scopes == null ? null : String.join(" ", new TreeSet<>(scopes));
  }

  private static byte[] bytes(@Nullable Bytes bytes) {
    return bytes == null ? new byte[0] : bytes.toByteArray();
  }
}
