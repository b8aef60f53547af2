package dev.holdfast.authserver.passkey.jdbc;

import dev.holdfast.authserver.passkey.Holder;
import dev.holdfast.authserver.passkey.Holders;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcHolders extends Holders, GenericRepository<Holder, String> {

  @Override
  @Query(
      """
      INSERT INTO passkey_holder (user_id, handle, second_factor) VALUES (:userId, :handle, FALSE)
      ON DUPLICATE KEY UPDATE user_id = user_id""")
  void introduce(String userId, String handle);

  @Override
  @Query("SELECT * FROM passkey_holder WHERE user_id = :userId")
  Optional<Holder> byUserId(String userId);

  @Override
  @Query("UPDATE passkey_holder SET second_factor = :required WHERE user_id = :userId")
  int setSecondFactor(String userId, boolean required);

  @Override
  @Query("DELETE FROM passkey_holder WHERE user_id = :userId")
  int remove(String userId);
}
