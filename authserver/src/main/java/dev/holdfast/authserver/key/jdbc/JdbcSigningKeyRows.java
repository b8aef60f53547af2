package dev.holdfast.authserver.key.jdbc;

import dev.holdfast.authserver.key.SigningKeyRow;
import dev.holdfast.authserver.key.SigningKeyRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcSigningKeyRows extends SigningKeyRows, GenericRepository<SigningKeyRow, String> {

  @Override
  @Query("SELECT * FROM signing_key WHERE slot = :slot")
  Optional<SigningKeyRow> bySlot(String slot);

  @Override
  SigningKeyRow save(SigningKeyRow row);
}
