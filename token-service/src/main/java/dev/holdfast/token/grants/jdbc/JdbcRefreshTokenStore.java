package dev.holdfast.token.grants.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.token.grants.RefreshTokenStore;
import dev.holdfast.token.grants.StoredToken;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

@Singleton
final class JdbcRefreshTokenStore implements RefreshTokenStore {

  private final TokenRows rows;

  JdbcRefreshTokenStore(TokenRows rows) {
    this.rows = rows;
  }

  @Override
  public void add(StoredToken token) {
    rows.add(token.hash().toByteArray(), token.gid(), token.generation(), token.expiresAt());
  }

  @Override
  public Optional<StoredToken> find(Bytes hash) {
    return rows.read(hash.toByteArray()).map(TokenRow::stored);
  }

  @Override
  public Optional<Instant> usedAt(String gid, long generation) {
    return rows.read(gid, generation).flatMap(row -> Optional.ofNullable(row.usedAt()));
  }

  @Override
  public void markUsed(Bytes hash, Instant usedAt, Bytes nonce) {
    rows.markUsed(hash.toByteArray(), usedAt, nonce.toByteArray());
  }

  @Override
  public void forgetNonce(String gid, long generation) {
    rows.forgetNonce(gid, generation);
  }
}
