package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.Attempt;
import dev.holdfast.token.connections.AttemptStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whoever deletes the row has taken it. */
@Singleton
final class JdbcAttemptStore implements AttemptStore {

  private final AttemptRows rows;

  JdbcAttemptStore(AttemptRows rows) {
    this.rows = rows;
  }

  @Override
  public void add(Bytes stateHash, Attempt attempt) {
    rows.save(
        new AttemptRow(
            stateHash.toByteArray(),
            attempt.key().subject().issuer(),
            attempt.key().subject().subject(),
            attempt.key().provider(),
            attempt.verifier().toByteArray(),
            attempt.begunAt(),
            attempt.expiresAt()));
  }

  @Override
  public Optional<Attempt> take(Bytes stateHash) {
    return rows.read(stateHash.toByteArray())
        .filter(_ -> rows.remove(stateHash.toByteArray()) == 1)
        .map(AttemptRow::attempt);
  }

  @Override
  public Map<Bytes, Attempt> findAll(SubjectId subject) {
    return rows.readAll(subject.issuer(), subject.subject()).stream()
        .collect(Collectors.toMap(row -> Bytes.copyFrom(row.stateHash()), AttemptRow::attempt));
  }

  /** One by one and by primary key, as they are taken: in another order there are deadlocks. */
  @Override
  public int forgetExpired(Instant now, int limit) {
    List<AttemptRow> expired = rows.expired(now, limit);
    expired.forEach(row -> rows.remove(row.stateHash()));
    return expired.size();
  }

  @Override
  public void replaceVerifier(Bytes stateHash, Bytes verifier) {
    rows.replaceVerifier(stateHash.toByteArray(), verifier.toByteArray());
  }
}
