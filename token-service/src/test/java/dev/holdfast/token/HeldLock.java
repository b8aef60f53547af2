package dev.holdfast.token;

import dev.holdfast.testsupport.Schema;
import java.sql.Connection;
import java.sql.SQLException;

/** A transaction of a test's own that keeps the service waiting until it ends. */
public final class HeldLock implements AutoCloseable {

  private final Schema schema;
  private final Connection connection;

  private HeldLock(Schema schema, Connection connection) {
    this.schema = schema;
    this.connection = connection;
  }

  /** Takes what a statement takes. */
  public static HeldLock by(Schema schema, String statement) throws SQLException {
    Connection connection = schema.dataSource().getConnection();
    connection.setAutoCommit(false);
    try (var sql = connection.createStatement()) {
      sql.execute(statement);
    }
    return new HeldLock(schema, connection);
  }

  /** Whether a statement with all these texts in it is under way, and thus waits. */
  public boolean keepsWaiting(String... texts) throws SQLException {
    try (var other = schema.dataSource().getConnection();
        var sql = other.createStatement();
        var processes = sql.executeQuery("SHOW FULL PROCESSLIST")) {
      while (processes.next()) {
        String statement = processes.getString("Info");
        if (statement != null && containsAll(statement, texts)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Ends, and what the statement did is done. */
  public void commit() throws SQLException {
    connection.commit();
  }

  /** Ends, and what the statement did is undone unless it was committed. */
  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
      connection.close();
    }
  }

  private static boolean containsAll(String statement, String... texts) {
    for (String text : texts) {
      if (!statement.contains(text)) {
        return false;
      }
    }
    return true;
  }
}
