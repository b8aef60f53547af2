package dev.holdfast.authserver.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Server;
import dev.holdfast.runtime.retention.Retained;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

  private final String mark = UUID.randomUUID().toString();

  @Test
  void everythingThatPilesUpIsAmongThem() {
    Collection<Retained> all = Server.beans(Retained.class);

    assertThat(all)
        .extracting(Retained::name)
        .containsExactlyInAnyOrder(
            "budgets",
            "clients",
            "codes",
            "device-requests",
            "federated-attempts",
            "known-browsers",
            "login-failures",
            "login-sessions",
            "passkey-challenges",
            "passkey-confirmations",
            "password-resets",
            "pending-requests",
            "pushed-requests",
            "session-clients",
            "used-assertions");
    assertThat(all)
        .allSatisfy(each -> assertThat(each.forget(Instant.EPOCH, 1)).as(each.name()).isZero());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pending_request | id, browser_hash, csrf, client_id, query, created_at, expires_at, denied"
            + " | :id, '', '', ':mark', '', now(6), now(6) - INTERVAL 1 MINUTE, FALSE",
        "used_assertion | id_hash, expires_at | :id, now(6) - INTERVAL 1 MINUTE",
        "session_client | sid, client_id, noted_at | :id, ':mark', now(6) - INTERVAL 37 HOUR",
        "login_failures | id, failures, last_at, retry_at | :id, 1, now(6) - INTERVAL 2 DAY,"
            + " now(6)",
        "limit_bucket | id, expires_at | :id, 0",
      })
  void moreThanAPortionIsForgottenAtOnce(String table, String columns, String values)
      throws SQLException {
    fill(table, columns, values);
    assertThat(count(table, columns)).isEqualTo(600);

    Server.bean(Retention.class).run();

    assertThat(count(table, columns)).isZero();
  }

  @Test
  void whatIsNotOverStays() throws SQLException {
    String columns = "sid, client_id, noted_at";
    fill("session_client", columns, ":id, ':mark', now(6) - INTERVAL 35 HOUR");

    Server.bean(Retention.class).run();

    assertThat(count("session_client", columns)).isEqualTo(600);
  }

  private void fill(String table, String columns, String values) throws SQLException {
    try (Connection connection = Server.schema().dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("SET time_zone = '+00:00'");
      for (int row = 0; row < 600; row++) {
        String id = "'" + mark.substring(0, 30) + row + "'";
        sql.addBatch(
            "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(table, columns, values.replace(":id", id).replace(":mark", mark)));
      }
      sql.executeBatch();
    }
  }

  private int count(String table, String columns) throws SQLException {
    try (Connection connection = Server.schema().dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet rows =
            sql.executeQuery(
                "SELECT COUNT(*) FROM %s WHERE %s LIKE '%s%%'"
                    .formatted(table, columns.split(",", 2)[0], mark.substring(0, 30)))) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
