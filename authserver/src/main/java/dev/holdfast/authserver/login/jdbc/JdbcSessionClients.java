package dev.holdfast.authserver.login.jdbc;

import dev.holdfast.authserver.login.SessionClients;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcSessionClients extends SessionClients, GenericRepository<SessionClientRow, String> {

  @Override
  @Query(
      """
      INSERT INTO session_client (sid, client_id, noted_at) VALUES (:sid, :clientId, :now)
      ON DUPLICATE KEY UPDATE client_id = client_id
      """)
  void note(String sid, String clientId, Instant now);

  @Override
  @Query("SELECT client_id FROM session_client WHERE sid = :sid ORDER BY client_id")
  List<String> of(String sid);

  @Override
  @Query("DELETE FROM session_client WHERE sid = :sid")
  int forget(String sid);

  @Override
  @Query("DELETE FROM session_client WHERE noted_at < :notedAt ORDER BY noted_at LIMIT :limit")
  int removeOlderThan(Instant notedAt, int limit);
}
