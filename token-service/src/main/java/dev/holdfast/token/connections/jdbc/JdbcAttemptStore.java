package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.token.connections.Attempt;
import dev.holdfast.token.connections.AttemptStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Whoever deletes the row has taken it. */
@Singleton
final class JdbcAttemptStore implements AttemptStore {

  private final AttemptRows rows;

  JdbcAttemptStore(AttemptRows rows) {
    this.rows = rows;
  }

  @Override
  public void add(Bytes stateHash, Attempt attempt, Instant now) {
    rows.removeExpired(now);
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
}
