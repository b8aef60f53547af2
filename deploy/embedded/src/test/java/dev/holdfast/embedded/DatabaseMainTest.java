package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseMainTest {

  @TempDir Path directory;

  private final int port = LoopbackPort.orFree(0);

  @AfterEach
  void stopOrphan() {
    EmbeddedDatabase.delete(directory.resolve("data"));
  }

  @Test
  void saysReadyAndEndsInGoodOrderOnSigterm() throws Exception {
    try (Child child = start()) {
      assertThat(child.firstLine()).isEqualTo("ready");
      execute("CREATE TABLE note (text VARCHAR(20))");

      assertThat(child.terminate()).isZero();
    }
    assertThat(serverPid()).isEmpty();
    assertThat(Files.readString(directory.resolve("data/server.log")))
        .contains("Shutdown complete");
  }

  @Test
  void killedProcessLeavesNothingThatStopsTheNextOne() throws Exception {
    try (Child child = start()) {
      assertThat(child.firstLine()).isEqualTo("ready");
      execute("CREATE TABLE note (text VARCHAR(20))");
      execute("INSERT INTO note VALUES ('kept')");
      child.kill();
    }
    try (Child next = start()) {
      assertThat(next.firstLine()).isEqualTo("ready");
      assertThat(onlyNote()).isEqualTo("kept");

      assertThat(next.terminate()).isZero();
    }
  }

  @Test
  void killedServerRecoversWhatWasCommitted() throws Exception {
    try (Child child = start()) {
      assertThat(child.firstLine()).isEqualTo("ready");
      execute("CREATE TABLE note (text VARCHAR(20))");
      execute("INSERT INTO note VALUES ('kept')");
      long server = Long.parseLong(serverPid());
      child.kill();
      ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
    }
    try (Child next = start()) {
      assertThat(next.firstLine()).isEqualTo("ready");
      assertThat(onlyNote()).isEqualTo("kept");
    }
  }

  private Child start() throws Exception {
    return Child.start(
        DatabaseMain.class,
        Map.of(
            "HOLDFAST_DATABASE_DIR", directory.resolve("data").toString(),
            "HOLDFAST_DATABASE_PORT", Integer.toString(port),
            "HOLDFAST_DATABASE_SCHEMAS", "tokens, other",
            "HOLDFAST_DATABASE_PASSWORD_TOKENS", "correct-horse",
            "HOLDFAST_DATABASE_PASSWORD_OTHER", "battery"));
  }

  private String serverPid() throws Exception {
    Path file = directory.resolve("data").resolve(OrphanedServer.PID_FILE);
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  private void execute(String statement) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private String onlyNote() throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("SELECT text FROM note")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mysql://127.0.0.1:" + port + "/tokens", "tokens", "correct-horse");
  }
}
