package dev.holdfast.authserver.consent.jdbc;

import dev.holdfast.authserver.consent.Consent;
import dev.holdfast.authserver.consent.Consents;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcConsents extends Consents, GenericRepository<Consent, String> {

  @Override
  @Query("SELECT * FROM consent WHERE id = :id")
  Optional<Consent> byId(String id);

  @Override
  @Query("SELECT * FROM consent WHERE user_id = :userId ORDER BY granted_at DESC, id")
  List<Consent> allOf(String userId);

  @Override
  @Query("DELETE FROM consent WHERE id = :id")
  int remove(String id);

  @Override
  Consent save(Consent consent);

  @Override
  Consent update(Consent consent);

  @Override
  @Query("DELETE FROM consent WHERE user_id = :userId")
  int removeAllOf(String userId);

  @Override
  @Query("DELETE FROM consent WHERE client_id = :clientId")
  int removeAllFor(String clientId);
}
