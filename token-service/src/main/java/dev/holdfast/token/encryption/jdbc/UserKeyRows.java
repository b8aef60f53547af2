package dev.holdfast.token.encryption.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface UserKeyRows extends GenericRepository<UserKeyRow, String> {

  @Query("SELECT * FROM user_key WHERE issuer = :issuer AND subject = :subject")
  Optional<UserKeyRow> read(String issuer, String subject);

  @Query("SELECT * FROM user_key WHERE issuer = :issuer AND subject = :subject FOR UPDATE")
  Optional<UserKeyRow> lock(String issuer, String subject);

  @Query("INSERT IGNORE INTO user_key (issuer, subject, wrapped) VALUES (:issuer, :subject, :key)")
  void addIfAbsent(String issuer, String subject, byte[] key);

  @Query("DELETE FROM user_key WHERE issuer = :issuer AND subject = :subject")
  void remove(String issuer, String subject);
}
