package dev.holdfast.bench.tokenservice;

import dev.holdfast.local.system.Settings;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The service's tables, from outside. Rows are multiplied from one that the service made: the copy
 * has names and hashes of its own, and is as long. Needs MariaDB, for its sequences.
 */
final class Tables implements AutoCloseable {

  private static final String SCHEMA = "token_service";
  private static final int PORTION = 50_000;
  private static final int PATIENCE = 600;

  private final Connection connection;

  private Tables(Connection connection) {
    this.connection = connection;
  }

  /** Connects as the service does. */
  static Tables open(Settings settings) {
    String url = "jdbc:mysql://127.0.0.1:%d/%s".formatted(settings.ports().database(), SCHEMA);
    String password = settings.secrets().get("database-" + SCHEMA).reveal();
    try {
      return new Tables(DriverManager.getConnection(url, SCHEMA, password));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Gives somebody who has one grant so many more. */
  void multiplyGrants(URI issuer, String person, int more) {
    Map<String, String> own =
        Map.of("gid", uuid(person, "seq"), "token_hash", hash(person), "sid", uuid("sid", "seq"));
    String first = "WHERE issuer = '%s' AND subject = '%s'".formatted(issuer, person);
    multiply("grants", own, first, more);
  }

  /** Adds grants, ten for a person, that have been refreshed before. */
  void fillGrants(int more) {
    Map<String, String> own =
        Map.of(
            "gid",
            uuid("gid", "seq"),
            "subject",
            uuid("person", "seq DIV " + Population.GRANTS_EACH),
            "sid",
            uuid("sid", "seq"),
            "client_id",
            "CONCAT('client-', seq MOD 50)",
            "absolute_expires_at",
            "template.absolute_expires_at + INTERVAL seq MOD 2592000 SECOND",
            "token_hash",
            hash("filled"));
    multiply("grants", own, "WHERE rotated_at IS NOT NULL AND ended_at IS NULL", more);
  }

  /** Adds people with a key and a connection each. */
  void fillConnections(int more) {
    Map<String, String> own = Map.of("subject", uuid("person", "seq"));
    multiply("user_key", own, "", more);
    multiply("connection", own, "", more);
  }

  /** Waits until the relay has published everything. */
  void awaitPublished() throws InterruptedException {
    for (int look = 0; look < PATIENCE; look++) {
      if (number("SELECT COUNT(*) FROM outbox") == 0) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("Events stay in the outbox");
  }

  /** How many statements the database server was ever asked; this one counts, too. */
  long questions() {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
      row.next();
      return row.getLong(2);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** What the database keeps in memory, in bytes. */
  long bufferPool() {
    return number("SELECT @@innodb_buffer_pool_size");
  }

  /** How large a table is; the database looks again before it answers. */
  Storage storage(String table) {
    String size = "SELECT %s FROM information_schema.tables WHERE table_schema = DATABASE()";
    String named = size + " AND table_name = '" + table + "'";
    execute("ANALYZE TABLE " + table);
    return new Storage(
        number("SELECT COUNT(*) FROM " + table),
        number(named.formatted("data_length")),
        number(named.formatted("index_length")));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void multiply(String table, Map<String, String> own, String template, int copies) {
    List<String> columns = columns(table);
    String values =
        columns.stream()
            .map(column -> own.getOrDefault(column, "template." + column))
            .collect(Collectors.joining(", "));
    String names = String.join(", ", columns);
    for (int first = 1; first <= copies; first += PORTION) {
      int last = Math.min(copies, first + PORTION - 1);
      execute(
          "INSERT INTO %1$s (%2$s) SELECT %3$s FROM seq_%4$d_to_%5$d,"
                  .formatted(table, names, values, first, last)
              + " (SELECT * FROM %s %s LIMIT 1) AS template".formatted(table, template)
              // In the order of the key the pages are touched one after the other.
              + " ORDER BY 1");
    }
  }

  private List<String> columns(String table) {
    List<String> columns = new ArrayList<>();
    String query =
        "SELECT column_name FROM information_schema.columns"
            + " WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position";
    try (PreparedStatement sql = connection.prepareStatement(query)) {
      sql.setString(1, table);
      ResultSet rows = sql.executeQuery();
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
      return columns;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void execute(String statement) {
    try (Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private long number(String query) {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** As a random one is written. */
  private static String uuid(String seed, String number) {
    return ("INSERT(INSERT(INSERT(INSERT(MD5(CONCAT('%s', %s)),"
            + " 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-')")
        .formatted(seed, number);
  }

  private static String hash(String seed) {
    return "UNHEX(SHA2(CONCAT('%s', seq), 256))".formatted(seed);
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("The database does not do its part", e);
  }
}
