package dev.holdfast.authserver.user.jdbc;

import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserState;
import dev.holdfast.authserver.user.Users;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;
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
  @Query(
      """
      SELECT * FROM user_account WHERE username > :after AND username LIKE :pattern ESCAPE '!'
      ORDER BY username LIMIT :limit""")
  List<User> page(String after, String pattern, int limit);

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  @Query("SELECT * FROM user_account WHERE id = :id FOR UPDATE")
  Optional<User> lockRow(String id);

  @Override
  @Query("SELECT * FROM user_account WHERE id = :id LOCK IN SHARE MODE")
  Optional<User> settled(String id);

  @Override
  User save(User user);

  @Override
  @Query("UPDATE user_account SET state = 'ACTIVE' WHERE id = :id")
  int admit(String id);

  @Override
  @Query(
      """
      UPDATE user_account SET state = :state, signed_out_at = :at, access_epoch = :at
      WHERE id = :id""")
  int shutOut(String id, UserState state, Instant at);

  @Override
  @Query(
      """
      UPDATE user_account SET password_hash = :passwordHash, signed_out_at = :at, access_epoch = :at
      WHERE id = :id""")
  int setPassword(String id, String passwordHash, Instant at);

  @Override
  @Query("UPDATE user_account SET signed_out_at = :at, access_epoch = :at WHERE id = :id")
  int signOut(String id, Instant at);

  @Override
  @Query("UPDATE user_account SET role_names = :roleNames, access_epoch = :at WHERE id = :id")
  int setRoles(String id, String roleNames, Instant at);

  @Override
  @Query("DELETE FROM user_account WHERE id = :id")
  int remove(String id);
}
