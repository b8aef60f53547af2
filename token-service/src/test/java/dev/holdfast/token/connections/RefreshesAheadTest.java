package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in use is refreshed before anybody waits for it. */
class RefreshesAheadTest extends ReplicasScene {

  @Test
  void tokensInUseAreRefreshedAheadOfTimeAndOthersAreNot() {
    List<ConnectionKey> keys = IntStream.range(0, 5).mapToObj(_ -> connect()).toList();
    provider.tokenRequests().clear();
    pass(Duration.ofSeconds(70));
    assertThat(server.get(RefreshesAhead.class).round()).isZero();
    pass(Duration.ofSeconds(20));
    assertThat(server.get(RefreshesAhead.class).round()).isEqualTo(5);
    assertThat(server.get(RefreshesAhead.class).round()).isZero();
    assertThat(provider.tokenRequests()).hasSize(5);
    keys.forEach(key -> assertThat(bean().token(key)).isInstanceOf(Usable.class));
    assertThat(provider.tokenRequests()).hasSize(5);

    pass(Duration.ofHours(25));
    assertThat(server.get(RefreshesAhead.class).round()).isZero();
    assertThat(provider.tokenRequests()).hasSize(5);
    // Used again, it is kept fresh again.
    assertThat(bean().token(keys.getFirst())).isInstanceOf(Usable.class);
    pass(Duration.ofSeconds(90));
    assertThat(server.get(RefreshesAhead.class).round()).isEqualTo(1);
    assertThat(provider.tokenRequests()).hasSize(7);
  }

  @Test
  void replicasShareTheWorkAhead() {
    IntStream.range(0, 40).forEach(_ -> connect());
    provider.tokenRequests().clear();
    pass(Duration.ofSeconds(90));
    List<RefreshesAhead> workers =
        List.of(server.get(RefreshesAhead.class), replica.get(RefreshesAhead.class));

    Races.values(Races.run(4, number -> () -> workers.get(number % workers.size()).round()));
    workers.getFirst().round();

    assertThat(provider.tokenRequests()).hasSize(40);
    assertThat(new HashSet<>(provider.tokenRequests())).hasSize(40);
  }

  @Test
  void troubleAheadOfTimeIsPutOffLikeAnyOther() {
    ConnectionKey key = connect();
    provider.tokenRequests().clear();
    pass(Duration.ofSeconds(86));
    provider.fail(503, "");
    assertThat(server.get(RefreshesAhead.class).round()).isEqualTo(1);
    assertThat(replica.get(RefreshesAhead.class).round()).isZero();
    assertThat(bean().token(key)).isInstanceOf(Usable.class);
    assertThat(provider.tokenRequests()).hasSize(1);
    pass(Duration.ofSeconds(7));
    provider.recover();
    assertThat(replica.get(RefreshesAhead.class).round()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "connection, due_at, connection_by_due",
    "device_attempt, next_poll_at, device_attempt_by_poll",
    "provider_revocation, next_try_at, provider_revocation_by_try"
  })
  void whatIsDueIsFoundByTheIndex(String table, String column, String index) throws SQLException {
    fill(2000);
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("ANALYZE TABLE " + table);
      try (var plan =
          sql.executeQuery(
              "EXPLAIN FORMAT=TRADITIONAL SELECT * FROM %1$s WHERE %2$s <= '2000-01-01' ORDER BY %2$s LIMIT 16"
                      .formatted(table, column)
                  + " FOR UPDATE SKIP LOCKED")) {
        assertThat(plan.next()).isTrue();
        assertThat(plan.getString("key")).isEqualTo(index);
        assertThat(plan.getString("type")).isEqualTo("range");
        assertThat(plan.getLong("rows")).isLessThan(10);
      }
      sql.execute("DELETE FROM connection WHERE provider = 'filled'");
      sql.execute("DELETE FROM device_attempt WHERE provider = 'filled'");
      sql.execute("DELETE FROM provider_revocation WHERE provider = 'filled'");
    }
  }

  private void fill(int rows) throws SQLException {
    fill(
        rows,
        "INSERT INTO connection (issuer, subject, provider, version, access_token, refresh_token,"
            + " due_at, begun_at)"
            + " VALUES ('i', ?, 'filled', 1, '', '', '2099-01-01', '2026-01-01')");
    fill(
        rows,
        "INSERT INTO device_attempt (handle_hash, issuer, subject, provider, device_code, state,"
            + " pause, begun_at, expires_at, next_poll_at) VALUES (?, 'i', 's', 'filled', '',"
            + " 'PENDING', 5, '2026-01-01', '2099-01-01', '2099-01-01')");
    fill(
        rows,
        "INSERT INTO provider_revocation (id, issuer, subject, provider, version, access_token,"
            + " refresh_token, attempts, next_try_at)"
            + " VALUES (?, 'i', 's', 'filled', 1, '', '', 0, '2099-01-01')");
  }

  private void fill(int rows, String insert) throws SQLException {
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.prepareStatement(insert)) {
      for (int row = 0; row < rows; row++) {
        sql.setString(1, "row-" + row);
        sql.addBatch();
      }
      sql.executeBatch();
    }
  }
}
