package dev.holdfast.authserver.passkey.jdbc;

import dev.holdfast.authserver.passkey.Passkey;
import dev.holdfast.authserver.passkey.Passkeys;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcPasskeys extends Passkeys, GenericRepository<Passkey, String> {

  @Override
  Passkey save(Passkey passkey);

  @Override
  @Query("SELECT * FROM passkey WHERE id = :id")
  Optional<Passkey> byId(String id);

  @Override
  @Query("SELECT * FROM passkey WHERE user_id = :userId ORDER BY created_at, id")
  List<Passkey> of(String userId);

  @Override
  @Query(
      """
      UPDATE passkey SET sign_count = :signCount, backed_up = :backedUp, last_used_at = :at
      WHERE id = :id AND (sign_count < :signCount OR (sign_count = 0 AND :signCount = 0))""")
  int use(String id, long signCount, boolean backedUp, Instant at);

  @Override
  @Query("DELETE FROM passkey WHERE id = :id AND user_id = :userId")
  int remove(String id, String userId);

  @Override
  @Query("DELETE FROM passkey WHERE user_id = :userId")
  int removeAllOf(String userId);
}
