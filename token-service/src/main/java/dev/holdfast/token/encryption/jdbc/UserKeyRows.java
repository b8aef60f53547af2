package dev.holdfast.token.encryption.jdbc;

import dev.holdfast.token.encryption.KeyStage;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface UserKeyRows extends GenericRepository<UserKeyRow, String> {

  @Query("SELECT * FROM user_key WHERE issuer = :issuer AND subject = :subject")
  Optional<UserKeyRow> read(String issuer, String subject);

  @Query("SELECT * FROM user_key WHERE issuer = :issuer AND subject = :subject FOR UPDATE")
  Optional<UserKeyRow> lock(String issuer, String subject);

  @Query("SELECT * FROM user_key WHERE kek = :kek LIMIT 1")
  Optional<UserKeyRow> anyWrappedBy(String kek);

  @Query(
      """
      INSERT IGNORE INTO user_key (issuer, subject, wrapped, id, kek, made_at, wrapped_at)
      VALUES (:issuer, :subject, :key, :id, :kek, :madeAt, :wrappedAt)
      """)
  void addIfAbsent(
      String issuer,
      String subject,
      byte[] key,
      String id,
      String kek,
      Instant madeAt,
      Instant wrappedAt);

  @Query(
      """
      UPDATE user_key SET wrapped = :key, id = :id, kek = :kek, made_at = :madeAt,
        wrapped_at = :wrappedAt, stage = :stage, moved_at = :movedAt
      WHERE issuer = :issuer AND subject = :subject AND wrapped = :oldKey AND stage = :oldStage
      """)
  int replace(
      String issuer,
      String subject,
      byte[] oldKey,
      KeyStage oldStage,
      byte[] key,
      String id,
      String kek,
      Instant madeAt,
      Instant wrappedAt,
      KeyStage stage,
      @Nullable Instant movedAt);

  @Query("DELETE FROM user_key WHERE issuer = :issuer AND subject = :subject")
  void remove(String issuer, String subject);
}
