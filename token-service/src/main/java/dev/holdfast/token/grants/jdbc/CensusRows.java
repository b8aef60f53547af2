package dev.holdfast.token.grants.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface CensusRows extends GenericRepository<CensusRow, Integer> {

  @Query("UPDATE census SET begun_at = :now WHERE id = 1 AND begun_at <= :before")
  int begin(Instant before, Instant now);

  /** Goes through the grants that have not ended. */
  @Query(
      """
      SELECT 1 AS id, COUNT(*) AS grants, COUNT(DISTINCT issuer, subject) AS subjects,
        MIN(issued_at) AS oldest FROM grants
      WHERE ended_at IS NULL AND expires_at > :now
      """)
  CensusRow count(Instant now);

  @Query(
      """
      UPDATE census SET finished = TRUE, grants = :grants, subjects = :subjects, oldest = :oldest
      WHERE id = 1
      """)
  void tell(long grants, long subjects, @Nullable Instant oldest);

  @Query("SELECT id, grants, subjects, oldest FROM census WHERE id = 1 AND finished")
  Optional<CensusRow> last();
}
