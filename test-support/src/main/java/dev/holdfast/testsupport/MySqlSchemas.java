package dev.holdfast.testsupport;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.testcontainers.mysql.MySQLContainer;

/** Schemas of MySQL in a container, as production runs it. */
record MySqlSchemas(MySQLContainer container) implements SchemaSource {

  @SuppressWarnings("resource") // Lives as long as the JVM; Testcontainers removes it then.
  static MySqlSchemas start() {
    var container =
        new MySQLContainer("mysql:9.7")
            .withTmpFs(Map.of("/var/lib/mysql", "rw"))
            .withCommand("--max-connections=400", "--innodb-flush-log-at-trx-commit=2");
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "test-database-stop"));
    return new MySqlSchemas(container);
  }

  @Override
  public void createSchema(String schema, String user, String password) {
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl(""), "root", container.getPassword());
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE DATABASE `" + schema + "`");
      sql.execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + password + "'");
      sql.execute("GRANT ALL ON `" + schema + "`.* TO '" + user + "'@'%'");
    } catch (SQLException e) {
      throw new IllegalStateException("Schema " + schema + " could not be created", e);
    }
  }

  @Override
  public String jdbcUrl(String schema) {
    return "jdbc:mysql://%s:%d/%s"
        .formatted(container.getHost(), container.getMappedPort(MySQLContainer.MYSQL_PORT), schema);
  }
}
