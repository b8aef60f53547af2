package dev.holdfast.acceptance.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 26: a large sweep that is killed in the middle ends as if it had not been. */
final class LargeSweepTest extends Story {

  private static final int GRANTS = 2_000;
  private static final String PUBLISHER = "token-service";

  @ParameterizedTest
  @ValueSource(strings = {PUBLISHER, "revocation-listener"})
  void sweepThatIsKilledInTheMiddleIsFinishedAfterwards(String victim) throws Exception {
    User user = newUser();
    OAuthClient client = mcpClient("stub");
    Tokens tokens = signIn(client, user);
    String session = mcp("stub").initialize(tokens.accessToken());
    List<String> gids = multiplied(gid(tokens));

    Thread lock = Thread.ofVirtual().start(() -> operator.lock(user));
    awaitLocked(user, gids.getFirst());
    running.system().part(victim).kill();
    lock.join();
    running.system().restart(victim);

    await().atMost(Duration.ofSeconds(60)).until(() -> standing(user) == 0);
    // The bound is that of services that run; who tells of 2,000 ends has only just started.
    Duration bound = victim.equals(PUBLISHER) ? Duration.ofSeconds(30) : RunningSystem.T;
    await().atMost(bound).until(() -> call("stub", tokens.accessToken(), session) == 401);
    assertThat(refreshOutcome(client, refreshToken(tokens))).isEqualTo("invalid_grant");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(ended(user)).extracting(GrantRevoked::gid).containsAll(gids));
  }

  /** As many more grants of the same user; signing in that often would take minutes. */
  private List<String> multiplied(String gid) throws SQLException {
    List<String> gids = new ArrayList<>(List.of(gid));
    try (Connection connection = connection();
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO grants (gid, issuer, subject, client_id, sid, scopes, resources,
                  auth_time, issued_at, last_used_at, generation, expires_at, absolute_expires_at)
                SELECT ?, issuer, subject, client_id, sid, scopes, resources,
                  auth_time, issued_at, last_used_at, generation, absolute_expires_at,
                  absolute_expires_at
                FROM grants WHERE gid = ?
                """)) {
      connection.setAutoCommit(false);
      while (gids.size() < GRANTS) {
        String another = UUID.randomUUID().toString();
        gids.add(another);
        insert.setString(1, another);
        insert.setString(2, gid);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
    return gids;
  }

  /** Until a sweep holds a grant's row, or has come and gone. */
  private void awaitLocked(User user, String gid) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(20))
        .until(() -> isLocked(gid) || standing(user) == 0);
  }

  private boolean isLocked(String gid) throws SQLException {
    try (Connection connection = connection();
        var look =
            connection.prepareStatement(
                "SELECT gid FROM grants WHERE gid = ? FOR UPDATE SKIP LOCKED")) {
      look.setString(1, gid);
      try (var row = look.executeQuery()) {
        return !row.next();
      }
    }
  }

  private int standing(User user) throws SQLException {
    try (Connection connection = connection();
        var count =
            connection.prepareStatement(
                "SELECT COUNT(*) FROM grants WHERE ended_at IS NULL AND subject = ?")) {
      count.setString(1, user.id());
      try (var row = count.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private Connection connection() throws SQLException {
    return database("token_service").dataSource().getConnection();
  }
}
