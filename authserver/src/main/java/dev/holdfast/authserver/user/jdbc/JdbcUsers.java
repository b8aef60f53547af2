package dev.holdfast.authserver.user.jdbc;

import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcUsers extends Users, GenericRepository<User, String> {

  @Override
  @Query("SELECT * FROM user_account WHERE username = :username")
  Optional<User> byUsername(String username);

  @Override
  @Query("SELECT * FROM user_account WHERE id = :id")
  Optional<User> byId(String id);

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  @Query("SELECT * FROM user_account WHERE id = :id FOR UPDATE")
  Optional<User> lockRow(String id);

  @Override
  User save(User user);

  @Override
  @Query("UPDATE user_account SET locked = TRUE, locked_at = :at WHERE id = :id")
  int lock(String id, Instant at);

  @Override
  @Query("UPDATE user_account SET locked = FALSE WHERE id = :id")
  int unlock(String id);

  @Override
  @Query("DELETE FROM user_account WHERE id = :id")
  int remove(String id);
}
