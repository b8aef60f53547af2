package dev.holdfast.token.connections.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface LinkRows extends GenericRepository<LinkRow, byte[]> {

  void save(LinkRow row);

  @Query("SELECT * FROM connection_link WHERE link_hash = :linkHash")
  Optional<LinkRow> read(byte[] linkHash);

  @Query("DELETE FROM connection_link WHERE link_hash = :linkHash")
  int remove(byte[] linkHash);

  @Query(
      "SELECT COUNT(*) FROM connection_link WHERE issuer = :issuer AND subject = :subject"
          + " AND expires_at > :now")
  long countOpen(String issuer, String subject, Instant now);

  @Query("SELECT * FROM connection_link WHERE expires_at <= :now LIMIT :limit")
  List<LinkRow> expired(Instant now, int limit);
}
