package dev.holdfast.token.grants.jdbc;

import dev.holdfast.contracts.grants.EndReason;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two statements of every refresh, mapped by hand, as Micronaut Data spends more on them than
 * the driver does. Columns are read by their place, and dates as the database has them, in UTC. A
 * statement belongs to the caller's transaction; without one it is a transaction of its own.
 */
@Singleton
final class GrantStatements {

  private static final String READ =
      """
      SELECT gid, issuer, subject, client_id, sid, scopes, resources, auth_time, issued_at,
        last_used_at, device_label, generation, token_hash, previous_hash, nonce, rotated_at,
        expires_at, absolute_expires_at, ended_at, end_reason
      FROM grants WHERE gid = ?
      """;

  private static final String ROTATE =
      """
      UPDATE grants SET generation = generation + 1, token_hash = ?, previous_hash = ?, nonce = ?,
        rotated_at = ?, last_used_at = ?, expires_at = ?
      WHERE gid = ? AND token_hash = ? AND ended_at IS NULL
      """;

  private final ConnectionOperations<Connection> connections;

  GrantStatements(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  Optional<GrantRow> read(String gid) {
    return run(
        READ,
        statement -> {
          statement.setString(1, gid);
          try (ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(row(found)) : Optional.empty();
          }
        });
  }

  /** Tells whether the presented token was the current one of a grant that has not ended. */
  boolean rotate(
      String gid, byte[] presented, byte[] next, byte[] nonce, Instant now, Instant expiresAt) {
    return run(
        ROTATE,
        statement -> {
          LocalDateTime used = utc(now);
          statement.setBytes(1, next);
          statement.setBytes(2, presented);
          statement.setBytes(3, nonce);
          statement.setObject(4, used);
          statement.setObject(5, used);
          statement.setObject(6, utc(expiresAt));
          statement.setString(7, gid);
          statement.setBytes(8, presented);
          return statement.executeUpdate() == 1;
        });
  }

  private <T> T run(String sql, Work<T> work) {
    return connections.execute(
        ConnectionDefinition.DEFAULT,
        status -> {
          try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
            return work.with(statement);
          } catch (SQLException e) {
            throw new DataAccessException("Error executing SQL: " + e.getMessage(), e);
          }
        });
  }

  private static GrantRow row(ResultSet found) throws SQLException {
    String reason = found.getString(20);
    return new GrantRow(
        found.getString(1),
        found.getString(2),
        found.getString(3),
        found.getString(4),
        found.getString(5),
        found.getString(6),
        found.getString(7),
        instant(found, 8),
        instant(found, 9),
        instant(found, 10),
        found.getString(11),
        found.getLong(12),
        found.getBytes(13),
        found.getBytes(14),
        found.getBytes(15),
        possibly(found, 16),
        instant(found, 17),
        instant(found, 18),
        possibly(found, 19),
        reason == null ? null : EndReason.valueOf(reason));
  }

  private static Instant instant(ResultSet found, int column) throws SQLException {
    return found.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  private static @Nullable Instant possibly(ResultSet found, int column) throws SQLException {
    LocalDateTime at = found.getObject(column, LocalDateTime.class);
    return at == null ? null : at.toInstant(ZoneOffset.UTC);
  }

  private static LocalDateTime utc(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  @FunctionalInterface
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }
}
