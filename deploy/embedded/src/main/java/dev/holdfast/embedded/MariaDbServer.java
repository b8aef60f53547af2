package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One running {@code mariadbd} process and the password that administers it. */
final class MariaDbServer {

  static final String ADMINISTRATOR = "holdfast_admin";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Process process;
  private final int port;
  private final String password;
  private final Path log;
  private final Thread stopAtExit;

  private MariaDbServer(Process process, int port, String password, Path log) {
    this.process = process;
    this.port = port;
    this.password = password;
    this.log = log;
    this.stopAtExit = new Thread(this::stopProcess, "mariadb-stop");
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  /** Starts on a data directory that nobody else uses, and waits until connections are accepted. */
  static MariaDbServer start(
      MariaDbBinaries binaries, Path data, int port, Optional<ServerCertificate> certificate) {
    String password = newPassword();
    Path init = data.resolve("init.sql");
    Path log = data.resolve("server.log");
    try {
      writeInitFile(init, password);
      List<String> options = MariaDbOptions.list(port, init, certificate);
      Process process = binaries.command(data, options).redirectOutput(log.toFile()).start();
      var server = new MariaDbServer(process, port, password, log);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deleteQuietly(init);
    }
  }

  /** The server runs this before it listens, so there is no moment with an open door. */
  private static void writeInitFile(Path file, String password) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
    Files.writeString(
        file,
        """
        CREATE OR REPLACE USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
        GRANT ALL ON *.* TO '%1$s'@'127.0.0.1' WITH GRANT OPTION;
        """
            .formatted(ADMINISTRATOR, password));
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // Readable by its owner only, overwritten at the next start, useless after this one.
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!acceptsAdministrator()) {
      if (!process.isAlive()) {
        stop();
        throw ServerLog.failure("MariaDB did not start on port " + port, log);
      }
      if (System.nanoTime() > deadline) {
        stop();
        throw ServerLog.failure("MariaDB was not ready after " + START_LIMIT, log);
      }
      pause();
    }
  }

  private boolean acceptsAdministrator() {
    try (Connection connection =
        DriverManager.getConnection(jdbcUrl(""), ADMINISTRATOR, password)) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  private void pause() {
    try {
      process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while MariaDB started", e);
    }
  }

  int port() {
    return port;
  }

  String password() {
    return password;
  }

  String jdbcUrl(String schema) {
    return "jdbc:mysql://127.0.0.1:" + port + "/" + schema;
  }

  void stop() {
    stopProcess();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException _) {
      // The JVM is already going down and the hook has run or will run, which is harmless.
    }
  }

  private void stopProcess() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static String newPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
