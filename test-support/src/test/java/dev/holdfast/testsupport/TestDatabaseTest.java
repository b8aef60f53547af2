package dev.holdfast.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

  @Test
  void embeddedSchemasAreApart() throws SQLException {
    schemasAreApart(TestDatabase.mariaDb());
  }

  @Test
  @EnabledIfDocker
  void mySqlSchemasAreApart() throws SQLException {
    schemasAreApart(TestDatabase.mySql());
  }

  @Test
  void anyTakesMySqlExactlyWhereDockerAnswers() throws SQLException {
    try (Connection connection = TestDatabase.any().newSchema().dataSource().getConnection()) {
      assertThat(connection.getMetaData().getDatabaseProductVersion().contains("MariaDB"))
          .isNotEqualTo(DockerEngine.answers());
    }
  }

  @Test
  void propertiesOpenTheSchema() throws SQLException {
    var properties = TestDatabase.any().newSchema().micronautProperties();
    try (Connection connection =
        DriverManager.getConnection(
            properties.getOrDefault("datasources.default.url", ""),
            properties.get("datasources.default.username"),
            properties.get("datasources.default.password"))) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  private static void schemasAreApart(TestDatabase database) throws SQLException {
    Schema one = database.newSchema();
    Schema other = database.newSchema();
    try (Connection connection = one.dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE TABLE note (text VARCHAR(20)) COLLATE utf8mb4_0900_ai_ci");
      sql.execute("INSERT INTO note VALUES ('mine')");
    }
    try (Connection connection = other.dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet tables = sql.executeQuery("SHOW TABLES")) {
      assertThat(tables.next()).isFalse();
    }
    assertThatThrownBy(
            () -> DriverManager.getConnection(one.jdbcUrl(), other.user(), other.password()))
        .hasMessageContaining("Access denied");
  }
}
