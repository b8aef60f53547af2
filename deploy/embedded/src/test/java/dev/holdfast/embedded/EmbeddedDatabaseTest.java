package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  private static final String PASSWORD = "correct-horse";

  @TempDir Path directory;

  @Test
  void dataOutlivesRestart() throws SQLException {
    Path data = directory.resolve("data");
    try (var database = EmbeddedDatabase.start(data, 0)) {
      database.createSchema("tokens", "tokens", PASSWORD);
      execute(database, "CREATE TABLE note (text VARCHAR(20))", "INSERT INTO note VALUES ('kept')");
    }
    try (var database = EmbeddedDatabase.start(data, 0)) {
      database.createSchema("tokens", "tokens", PASSWORD);
      assertThat(query(database, "SELECT text FROM note")).isEqualTo("kept");
    }
  }

  @Test
  void grownServerIsASmallOneAgainWhenItStartsAgain() throws SQLException {
    Path data = directory.resolve("data");
    String size = "SELECT @@innodb_buffer_pool_size >> 20";
    try (var database = EmbeddedDatabase.start(data, 0)) {
      database.createSchema("tokens", "tokens", PASSWORD);
      database.grow(256);
      execute(database, "CREATE TABLE note (text VARCHAR(20))", "INSERT INTO note VALUES ('kept')");
      assertThat(query(database, size)).isEqualTo("256");
    }
    try (var database = EmbeddedDatabase.start(data, 0)) {
      database.createSchema("tokens", "tokens", PASSWORD);
      assertThat(query(database, size)).isEqualTo("64");
      assertThat(query(database, "SELECT text FROM note")).isEqualTo("kept");
    }
  }

  @Test
  void creatingSchemaAgainKeepsDataAndSetsPassword() throws SQLException {
    try (var database = EmbeddedDatabase.start(directory.resolve("data"), 0)) {
      database.createSchema("tokens", "tokens", "first");
      database.createSchema("tokens", "tokens", PASSWORD);
      execute(database, "CREATE TABLE note (text VARCHAR(20))", "INSERT INTO note VALUES ('kept')");
      database.createSchema("tokens", "tokens", PASSWORD);

      assertThat(query(database, "SELECT text FROM note")).isEqualTo("kept");
      assertThatThrownBy(() -> connect(database, "tokens", "tokens", "first"))
          .hasMessageContaining("Access denied");
    }
  }

  @Test
  void userSeesOnlyItsOwnSchema() {
    try (var database = EmbeddedDatabase.start(directory.resolve("data"), 0)) {
      database.createSchema("token_a", "a", PASSWORD);
      database.createSchema("tokenXa", "b", PASSWORD);

      assertThatThrownBy(() -> connect(database, "tokenXa", "a", PASSWORD))
          .hasMessageContaining("Access denied");
      assertThatThrownBy(() -> connect(database, "mysql", "a", PASSWORD))
          .hasMessageContaining("Access denied");
      assertThatThrownBy(() -> connect(database, "", "root", ""))
          .hasMessageContaining("Access denied");
    }
  }

  @Test
  void refusesNamesAndPasswordsThatCouldCarrySql() {
    try (var database = EmbeddedDatabase.start(directory.resolve("data"), 0)) {
      assertThatThrownBy(() -> database.createSchema("a`b", "a", PASSWORD))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> database.createSchema("a", "a'b", PASSWORD))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> database.createSchema("a", "a", "o'clock"))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain("clock");
    }
  }

  @Test
  void behavesLikeMySqlByDefault() throws SQLException {
    try (var database = EmbeddedDatabase.start(directory.resolve("data"), 0)) {
      database.createSchema("tokens", "tokens", PASSWORD);
      execute(database, "CREATE TABLE note (text VARCHAR(3), at DATETIME(6))");

      assertThat(query(database, "SELECT @@collation_database")).isEqualTo("utf8mb4_0900_ai_ci");
      assertThat(query(database, "SELECT @@transaction_isolation")).isEqualTo("REPEATABLE-READ");
      assertThat(query(database, "SELECT TIMESTAMPDIFF(HOUR, UTC_TIMESTAMP(), NOW())"))
          .isEqualTo("0");
      assertThatThrownBy(() -> execute(database, "INSERT INTO note VALUES ('long', NOW(6))"))
          .hasMessageContaining("Data too long");
    }
  }

  @Test
  void saysWhyItDoesNotStart() {
    Path data = directory.resolve("data");
    try (var first = EmbeddedDatabase.start(data, 0)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory.resolve("other"), first.port()))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("port " + first.port())
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void dataDirectoryBelongsToOneAtATime() {
    Path data = directory.resolve("data");
    try (var first = EmbeddedDatabase.start(data, 0)) {
      first.createSchema("tokens", "tokens", PASSWORD);

      assertThatThrownBy(() -> EmbeddedDatabase.start(data, 0))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("A running process uses " + data);
      assertThatThrownBy(() -> EmbeddedDatabase.delete(data))
          .isInstanceOf(EmbeddedServerException.class);
      assertThatCode(() -> connect(first, "tokens", "tokens", PASSWORD).close())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void emptyDirectoryWillDo() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    try (var database = EmbeddedDatabase.start(data, 0)) {
      assertThat(database.port()).isPositive();
    }
    EmbeddedDatabase.delete(data);
    assertThat(data).doesNotExist();
  }

  private static void execute(EmbeddedDatabase database, String... statements) throws SQLException {
    try (Connection connection = connect(database, "tokens", "tokens", PASSWORD);
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  private static String query(EmbeddedDatabase database, String query) throws SQLException {
    try (Connection connection = connect(database, "tokens", "tokens", PASSWORD);
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(
      EmbeddedDatabase database, String schema, String user, String password) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(schema), user, password);
  }
}
