package dev.holdfast.authserver.login.jdbc;

import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.LoginSessions;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcLoginSessions extends LoginSessions, GenericRepository<LoginSession, String> {

  @Override
  LoginSession save(LoginSession session);

  @Override
  @Query("SELECT * FROM login_session WHERE id_hash = :idHash")
  Optional<LoginSession> byIdHash(String idHash);

  @Override
  @Query("SELECT * FROM login_session WHERE sid = :sid")
  Optional<LoginSession> bySid(String sid);

  @Override
  @Query("SELECT * FROM login_session WHERE user_id = :userId ORDER BY last_seen_at DESC, sid")
  List<LoginSession> allOf(String userId);

  @Override
  @Query(
      """
      UPDATE login_session SET superseded_at = :now
      WHERE user_id = :userId AND sid <> :sid AND superseded_at IS NULL
      """)
  int supersedeOthers(String userId, String sid, Instant now);

  @Override
  @Query("UPDATE login_session SET last_seen_at = :now WHERE sid = :sid")
  int seen(String sid, Instant now);

  @Override
  @Query("DELETE FROM login_session WHERE sid = :sid")
  int end(String sid);

  @Override
  @Query("DELETE FROM login_session WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
  int forget(Instant now, int limit);
}
