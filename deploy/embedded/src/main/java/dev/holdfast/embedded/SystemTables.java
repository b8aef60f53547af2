package dev.holdfast.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a new data directory the way {@code mariadb-install-db} does, without needing a shell. */
record SystemTables(MariaDbBinaries binaries) {

  /** The log must never be larger at start than the server expects, so both state its size. */
  static final String LOG_SIZE = "--innodb-log-file-size=48M";

  private static final List<String> SCRIPTS =
      List.of(
          "mariadb_system_tables.sql",
          "mariadb_performance_tables.sql",
          "mariadb_system_tables_data.sql");

  // With unix_socket authentication root has no password that works over TCP.
  private static final String PREAMBLE =
      """
      create database mysql;
      use mysql;
      set @auth_root_socket='root';
      """;

  /** Fills the empty {@code dataDirectory}; on failure the exception carries the server's words. */
  void create(Path dataDirectory) {
    Path log = dataDirectory.resolve("install.log");
    List<String> options =
        List.of("--bootstrap", "--enforce-storage-engine=", "--max-allowed-packet=8M", LOG_SIZE);
    try {
      Process server =
          binaries.command(dataDirectory, options).redirectOutput(log.toFile()).start();
      feed(server);
      if (server.waitFor() != 0) {
        throw ServerLog.failure("MariaDB could not make its system tables", log);
      }
      Files.delete(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while making the system tables", e);
    }
  }

  private void feed(Process server) {
    try (OutputStream sql = server.getOutputStream()) {
      sql.write(PREAMBLE.getBytes(StandardCharsets.UTF_8));
      for (String script : SCRIPTS) {
        Files.copy(binaries.scripts().resolve(script), sql);
      }
    } catch (IOException _) {
      // A server that cannot start breaks the pipe; its exit code and log tell more than that.
    }
  }
}
