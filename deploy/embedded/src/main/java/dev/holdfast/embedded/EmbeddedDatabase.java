package dev.holdfast.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A MariaDB 11.4 server on 127.0.0.1 that behaves like MySQL where the two differ by default:
 * utf8mb4 with {@code utf8mb4_0900_ai_ci}, MySQL's strict {@code sql_mode}, REPEATABLE READ with
 * MySQL's locking, UTC.
 *
 * <p>Data outlives {@link #close()} and a killed JVM. The redo log is flushed to disk once a
 * second: a killed server loses nothing, a power cut may lose the last second.
 *
 * <p>Nobody gets in without a password; the administrator's is random, new at every start, and
 * known to this object alone.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,32}");
  private static final Pattern PASSWORD = Pattern.compile("[\\x21-\\x7e&&[^'\\\\]]{1,128}");

  private final MariaDbServer server;
  private final DirectoryLock lock;

  private EmbeddedDatabase(MariaDbServer server, DirectoryLock lock) {
    this.server = server;
    this.lock = lock;
  }

  /**
   * Starts on {@code dataDirectory}, with binaries in the user's cache directory.
   *
   * @param port the port to listen on; 0 for any free one
   */
  public static EmbeddedDatabase start(Path dataDirectory, int port) {
    return start(MariaDbBinaries.defaultDirectory(), dataDirectory, port);
  }

  /**
   * Starts on {@code dataDirectory}, made if absent, and returns when connections are accepted. A
   * server that a killed run left behind on the same directory is stopped first.
   *
   * @param binaries where the unpacked server lies or will lie; share it between runs
   * @param port the port to listen on; 0 for any free one
   * @throws EmbeddedServerException if a running process uses the directory, or the server does not
   *     start; says which library is missing, if one is
   */
  public static EmbeddedDatabase start(Path binaries, Path dataDirectory, int port) {
    return start(binaries, dataDirectory, port, Optional.empty());
  }

  /**
   * Starts on {@code dataDirectory} and any free port, for clients that speak TLS and no others.
   */
  public static EmbeddedDatabase startSecured(Path dataDirectory, ServerCertificate certificate) {
    return start(MariaDbBinaries.defaultDirectory(), dataDirectory, 0, Optional.of(certificate));
  }

  private static EmbeddedDatabase start(
      Path binaries, Path dataDirectory, int port, Optional<ServerCertificate> certificate) {
    MariaDbBinaries unpacked = MariaDbBinaries.in(binaries);
    Path data = dataDirectory.toAbsolutePath().normalize();
    Directories.createWhole(data, target -> Directories.copyInto(target, unpacked.pristine()));
    DirectoryLock lock = DirectoryLock.acquire(data);
    try {
      OrphanedServer.stop(data);
      int free = LoopbackPort.orFree(port);
      return new EmbeddedDatabase(MariaDbServer.start(unpacked, data, free, certificate), lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Deletes a data directory, and first stops the server that a killed run left behind on it. A
   * directory that does not exist is fine.
   *
   * @throws EmbeddedServerException if a running process uses it
   */
  public static void delete(Path dataDirectory) {
    Path data = dataDirectory.toAbsolutePath().normalize();
    if (!Files.isDirectory(data)) {
      return;
    }
    try (DirectoryLock _ = DirectoryLock.acquire(data)) {
      OrphanedServer.stop(data);
      Directories.delete(data);
    }
  }

  /** The port the server listens on. */
  public int port() {
    return server.port();
  }

  /** The address of a schema for Connector/J. */
  public String jdbcUrl(String schema) {
    return server.jdbcUrl(schema);
  }

  /**
   * Makes the schema and a user who can do everything in it and nothing elsewhere. Both may exist:
   * the user then gets this password and the data stays.
   *
   * @param schema letters, digits and underscores
   * @param user letters, digits and underscores
   * @param password printable ASCII without quote and backslash
   */
  public void createSchema(String schema, String user, String password) {
    requireMatch(NAME, schema, "schema name");
    requireMatch(NAME, user, "user name");
    requireMatch(PASSWORD, password, "password");
    try (Connection connection =
            DriverManager.getConnection(
                jdbcUrl(""), MariaDbServer.ADMINISTRATOR, server.password());
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE DATABASE IF NOT EXISTS `" + schema + "`");
      sql.execute("CREATE USER IF NOT EXISTS '" + user + "'@'127.0.0.1'");
      sql.execute("ALTER USER '" + user + "'@'127.0.0.1' IDENTIFIED BY '" + password + "'");
      // An underscore is a wildcard in the name of a granted schema.
      String pattern = schema.replace("_", "\\_");
      sql.execute("GRANT ALL ON `" + pattern + "`.* TO '" + user + "'@'127.0.0.1'");
    } catch (SQLException e) {
      throw new EmbeddedServerException("Schema " + schema + " could not be created", e);
    }
  }

  /**
   * Lets the running server keep more of its data in memory, and put off more of its writing, than
   * a small machine would; until it stops.
   *
   * @param mebibytes of buffer pool; the redo log gets a quarter of it
   */
  public void grow(int mebibytes) {
    long bytes = (long) mebibytes << 20;
    try (Connection connection =
            DriverManager.getConnection(
                jdbcUrl(""), MariaDbServer.ADMINISTRATOR, server.password());
        Statement sql = connection.createStatement()) {
      sql.execute("SET GLOBAL innodb_buffer_pool_size = " + bytes);
      sql.execute("SET GLOBAL innodb_log_file_size = " + bytes / 4);
    } catch (SQLException e) {
      throw new EmbeddedServerException("The server could not grow", e);
    }
  }

  private static void requireMatch(Pattern pattern, String value, String what) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a " + what + " of the form " + pattern);
    }
  }

  /** Stops the server in good order and keeps its data. */
  @Override
  public void close() {
    server.stop();
    lock.close();
  }
}
