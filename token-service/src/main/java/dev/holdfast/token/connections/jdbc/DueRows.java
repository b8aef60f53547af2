package dev.holdfast.token.connections.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface DueRows extends GenericRepository<ConnectionRow, String> {

  /** Rows that another replica is taking right now are passed over. */
  String DUE =
      "SELECT issuer, subject, provider, last_used_at FROM connection WHERE due_at <= :now"
          + " ORDER BY due_at LIMIT :max FOR UPDATE SKIP LOCKED";

  @Query(DUE)
  List<DueRow> due(Instant now, int max);

  @Query(
      "UPDATE connection SET due_at = :dueAt"
          + " WHERE issuer = :issuer AND subject = :subject AND provider = :provider")
  void setDue(String issuer, String subject, String provider, @Nullable Instant dueAt);
}
