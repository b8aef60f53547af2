package dev.holdfast.authserver.user.jdbc;

import dev.holdfast.authserver.user.KnownBrowser;
import dev.holdfast.authserver.user.KnownBrowsers;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcKnownBrowsers extends KnownBrowsers, GenericRepository<KnownBrowser, String> {

  @Override
  @Query("SELECT * FROM known_browser WHERE browser_hash = :browserHash AND user_id = :userId")
  Optional<KnownBrowser> find(String browserHash, String userId);

  @Override
  @Query(
      """
      INSERT INTO known_browser (browser_hash, user_id, expires_at)
      VALUES (:browserHash, :userId, :expiresAt)
      ON DUPLICATE KEY UPDATE expires_at = :expiresAt\
      """)
  int remember(String browserHash, String userId, Instant expiresAt);

  @Override
  @Query("DELETE FROM known_browser WHERE user_id = :userId")
  int forgetAllOf(String userId);

  @Override
  @Query("DELETE FROM known_browser WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
  int forget(Instant now, int limit);
}
