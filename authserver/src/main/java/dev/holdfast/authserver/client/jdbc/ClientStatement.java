package dev.holdfast.authserver.client.jdbc;

import dev.holdfast.authserver.client.Origin;
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
 * Reads one client, which every request of one does; mapped by hand, as Micronaut Data spends more
 * on it than the driver does. Columns are read by their place, and dates as the database has them,
 * in UTC.
 */
@Singleton
final class ClientStatement {

  private static final String BY_ID =
      """
      SELECT client_id, origin, metadata, secret_hash, registration_token_hash, resources,
        resource_server, created_at, last_used_at
      FROM client WHERE client_id = ?
      """;

  private final ConnectionOperations<Connection> connections;

  ClientStatement(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  Optional<ClientRow> byId(String clientId) {
    return connections.execute(
        ConnectionDefinition.DEFAULT, status -> byId(status.getConnection(), clientId));
  }

  private static Optional<ClientRow> byId(Connection connection, String clientId) {
    try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
      statement.setString(1, clientId);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? Optional.of(row(found)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DataAccessException("Error executing SQL: " + e.getMessage(), e);
    }
  }

  private static ClientRow row(ResultSet found) throws SQLException {
    return new ClientRow(
        found.getString(1),
        Origin.valueOf(found.getString(2)),
        found.getString(3),
        found.getString(4),
        found.getString(5),
        found.getString(6),
        found.getBoolean(7),
        found.getObject(8, LocalDateTime.class).toInstant(ZoneOffset.UTC),
        lastUsed(found.getObject(9, LocalDateTime.class)));
  }

  private static @Nullable Instant lastUsed(@Nullable LocalDateTime at) {
    return at == null ? null : at.toInstant(ZoneOffset.UTC);
  }
}
