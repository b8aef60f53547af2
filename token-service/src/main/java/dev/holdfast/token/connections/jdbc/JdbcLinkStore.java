package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.LinkStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whoever deletes the row has taken it. */
@Singleton
final class JdbcLinkStore implements LinkStore {

  private final LinkRows rows;

  JdbcLinkStore(LinkRows rows) {
    this.rows = rows;
  }

  @Override
  public void add(Bytes hash, ConnectionKey key, Instant expiresAt) {
    rows.save(
        new LinkRow(
            hash.toByteArray(),
            key.subject().issuer(),
            key.subject().subject(),
            key.provider(),
            expiresAt));
  }

  @Override
  public Optional<ConnectionKey> take(Bytes hash, SubjectId subject, Instant now) {
    return rows.read(hash.toByteArray())
        .filter(row -> row.expiresAt().isAfter(now))
        .filter(row -> row.key().subject().equals(subject))
        .filter(_ -> rows.remove(hash.toByteArray()) == 1)
        .map(LinkRow::key);
  }

  @Override
  public long open(SubjectId subject, Instant now) {
    return rows.countOpen(subject.issuer(), subject.subject(), now);
  }

  /** One by one and by primary key, as they are taken: in another order there are deadlocks. */
  @Override
  public int forgetExpired(Instant now, int limit) {
    List<LinkRow> expired = rows.expired(now, limit);
    expired.forEach(row -> rows.remove(row.linkHash()));
    return expired.size();
  }
}
