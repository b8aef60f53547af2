package dev.holdfast.authserver.key.jdbc;

import dev.holdfast.authserver.key.SigningKeyRow;
import dev.holdfast.authserver.key.SigningKeyRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcSigningKeyRows extends SigningKeyRows, GenericRepository<SigningKeyRow, String> {

  @Override
  @Query("SELECT * FROM issuer_key")
  List<SigningKeyRow> all();

  @Override
  SigningKeyRow save(SigningKeyRow row);

  @Override
  @Query("DELETE FROM issuer_key WHERE kid = :kid")
  int remove(String kid);
}
