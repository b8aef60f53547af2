package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.token.connections.EndedConnection;
import dev.holdfast.token.connections.EndedConnectionStore;
import dev.holdfast.token.connections.StoredConnection;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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
    Bytes refreshToken = tokens.refreshToken();
    rows.save(
        new EndedRow(
            UUID.randomUUID().toString(),
            key.subject().issuer(),
            key.subject().subject(),
            key.provider(),
            tokens.version(),
            tokens.accessToken().toByteArray(),
            refreshToken == null ? new byte[0] : refreshToken.toByteArray(),
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
  public void putOff(EndedConnection ended, Instant nextTryAt) {
    rows.putOff(ended.id(), nextTryAt);
  }

  @Override
  public void remove(EndedConnection ended) {
    rows.remove(ended.id());
  }
}
