package dev.holdfast.authserver.login.jdbc;

import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.LoginSessions;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcLoginSessions extends LoginSessions, GenericRepository<LoginSession, String> {

  @Override
  LoginSession save(LoginSession session);

  @Override
  @Query("SELECT * FROM login_session WHERE id_hash = :idHash")
  Optional<LoginSession> byIdHash(String idHash);

  @Override
  @Query("DELETE FROM login_session WHERE id_hash = :idHash")
  int end(String idHash);

  @Override
  @Query("DELETE FROM login_session WHERE user_id = :userId")
  int endAllOf(String userId);

  @Override
  @Query("DELETE FROM login_session WHERE expires_at < :now")
  int removeExpired(Instant now);
}
