package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.EndedConnection;
import dev.holdfast.token.connections.EndedConnectionStore;
import dev.holdfast.token.connections.StoredConnection;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcEndedConnectionStore implements EndedConnectionStore {

  private final EndedRows rows;
  private final Transactions transactions;

  JdbcEndedConnectionStore(EndedRows rows, Transactions transactions) {
    this.rows = rows;
    this.transactions = transactions;
  }

  @Override
  public void add(ConnectionKey key, StoredConnection tokens, Instant now) {
    rows.save(
        new EndedRow(
            UUID.randomUUID().toString(),
            key.subject().issuer(),
            key.subject().subject(),
            key.provider(),
            tokens.version(),
            tokens.accessToken().toByteArray(),
            bytes(tokens.refreshToken()),
            0,
            now));
  }

  @Override
  public List<EndedConnection> takeDue(Instant now, Instant again, int max) {
    return transactions.write(
        () -> {
          List<EndedRow> due = rows.due(now, max);
          due.forEach(row -> rows.take(row.id(), again));
          return due.stream().map(EndedRow::taken).toList();
        });
  }

  @Override
  public List<EndedConnection> findAll(SubjectId subject) {
    return rows.readAll(subject.issuer(), subject.subject()).stream().map(EndedRow::taken).toList();
  }

  @Override
  public void replaceSealed(EndedConnection ended, StoredConnection anew) {
    rows.replaceSealed(ended.id(), anew.accessToken().toByteArray(), bytes(anew.refreshToken()));
  }

  @Override
  public void putOff(EndedConnection ended, Instant nextTryAt) {
    rows.putOff(ended.id(), nextTryAt);
  }

  @Override
  public void remove(EndedConnection ended) {
    rows.remove(ended.id());
  }

  private static byte[] bytes(@Nullable Bytes bytes) {
    return bytes == null ? new byte[0] : bytes.toByteArray();
  }
}
