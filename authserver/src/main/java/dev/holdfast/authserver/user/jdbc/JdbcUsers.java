package dev.holdfast.authserver.user.jdbc;

import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserState;
import dev.holdfast.authserver.user.Users;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
abstract class JdbcUsers implements Users, GenericRepository<User, String> {

  private static final String BY_ID =
      """
      SELECT id, username, name, email, password_hash, state, role_names, signed_out_at,
        access_epoch, created_at
      FROM user_account WHERE id = ?""";

  private static final String SETTLED = BY_ID + " LOCK IN SHARE MODE";

  private final ConnectionOperations<Connection> connections;

  JdbcUsers(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  @Override
  @Query("SELECT * FROM user_account WHERE username = :username")
  public abstract Optional<User> byUsername(String username);

  @Override
  public Optional<User> byId(String id) {
    return one(BY_ID, id);
  }

  @Override
  @Query(
      """
      SELECT * FROM user_account WHERE username > :after AND username LIKE :pattern ESCAPE '!'
      ORDER BY username LIMIT :limit""")
  public abstract List<User> page(String after, String pattern, int limit);

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  @Query("SELECT * FROM user_account WHERE id = :id FOR UPDATE")
  public abstract Optional<User> lockRow(String id);

  @Override
  public Optional<User> settled(String id) {
    return one(SETTLED, id);
  }

  @Override
  public abstract User save(User user);

  @Override
  @Query("UPDATE user_account SET state = 'ACTIVE' WHERE id = :id")
  public abstract int admit(String id);

  @Override
  @Query(
      """
      UPDATE user_account SET state = :state, signed_out_at = :at, access_epoch = :at
      WHERE id = :id""")
  public abstract int shutOut(String id, UserState state, Instant at);

  @Override
  @Query(
      """
      UPDATE user_account SET password_hash = :passwordHash, signed_out_at = :at, access_epoch = :at
      WHERE id = :id""")
  public abstract int setPassword(String id, String passwordHash, Instant at);

  @Override
  @Query("UPDATE user_account SET signed_out_at = :at, access_epoch = :at WHERE id = :id")
  public abstract int signOut(String id, Instant at);

  @Override
  @Query("UPDATE user_account SET role_names = :roleNames, access_epoch = :at WHERE id = :id")
  public abstract int setRoles(String id, String roleNames, Instant at);

  @Override
  @Query("DELETE FROM user_account WHERE id = :id")
  public abstract int remove(String id);

  /**
   * Mapped by hand, as every refresh asks it, and Micronaut Data spends more on it than the driver
   * does. Columns are read by their place, and dates as the database has them, in UTC.
   */
  private Optional<User> one(String sql, String id) {
    return connections.execute(
        ConnectionDefinition.DEFAULT, status -> one(status.getConnection(), sql, id));
  }

  private static Optional<User> one(Connection connection, String sql, String id) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? Optional.of(user(found)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DataAccessException("Error executing SQL: " + e.getMessage(), e);
    }
  }

  private static User user(ResultSet found) throws SQLException {
    return new User(
        found.getString(1),
        found.getString(2),
        found.getString(3),
        found.getString(4),
        found.getString(5),
        UserState.valueOf(found.getString(6)),
        found.getString(7),
        possibly(found.getObject(8, LocalDateTime.class)),
        possibly(found.getObject(9, LocalDateTime.class)),
        found.getObject(10, LocalDateTime.class).toInstant(ZoneOffset.UTC));
  }

  private static @Nullable Instant possibly(@Nullable LocalDateTime at) {
    return at == null ? null : at.toInstant(ZoneOffset.UTC);
  }
}
