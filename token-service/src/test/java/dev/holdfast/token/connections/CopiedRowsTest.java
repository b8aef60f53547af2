package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.token.encryption.KeysUnavailableException;
import dev.holdfast.token.encryption.UserKey;
import dev.holdfast.token.encryption.UserKeys;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A row in another one's place does not open (row 88). */
class CopiedRowsTest extends ConnectionsScene {

  @Test
  void tokensCopiedToAnotherUsersRowDoNotOpen() throws SQLException {
    connect();
    ConnectionKey victim = key;
    key = new ConnectionKey(server.someone(), "demo");
    connect();
    copy("connection", "access_token", victim, key);

    assertThatThrownBy(() -> server.get(Connections.class).token(key))
        .isInstanceOf(KeysUnavailableException.class);
    copy("user_key", "wrapped", victim, key);
    assertThatThrownBy(() -> server.get(Connections.class).token(key))
        .isInstanceOf(KeysUnavailableException.class);
    refused(() -> connections.token(key), 500, ProblemTypes.UNEXPECTED);
  }

  @Test
  void tokensOfAnotherProviderOrVersionDoNotOpen() throws SQLException {
    connect();
    change("UPDATE connection SET provider = 'other' WHERE subject = ?");
    assertDoesNotOpen(new ConnectionKey(key.subject(), "other"));
    change("UPDATE connection SET provider = 'demo' WHERE subject = ?");
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");

    change("UPDATE connection SET version = version + 1 WHERE subject = ?");
    assertDoesNotOpen(key);
    change("UPDATE connection SET version = version - 1 WHERE subject = ?");
    change("UPDATE connection SET access_token = refresh_token WHERE subject = ?");
    assertDoesNotOpen(key);
  }

  private void assertDoesNotOpen(ConnectionKey changed) {
    StoredConnection stored = server.get(ConnectionStore.class).find(changed).orElseThrow();
    UserKey userKey = server.get(UserKeys.class).find(changed.subject()).orElseThrow();
    assertThatThrownBy(() -> new TokenSeal(userKey, changed).accessToken(stored))
        .isInstanceOf(KeysUnavailableException.class);
  }

  private void change(String update) throws SQLException {
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.prepareStatement(update)) {
      sql.setString(1, key.subject().subject());
      assertThat(sql.executeUpdate()).isEqualTo(1);
    }
  }

  private void copy(String table, String column, ConnectionKey from, ConnectionKey to)
      throws SQLException {
    String update =
        "UPDATE %1$s t JOIN %1$s s ON s.subject = ? SET t.%2$s = s.%2$s WHERE t.subject = ?"
            .formatted(table, column);
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.prepareStatement(update)) {
      sql.setString(1, from.subject().subject());
      sql.setString(2, to.subject().subject());
      assertThat(sql.executeUpdate()).isEqualTo(1);
    }
  }
}
