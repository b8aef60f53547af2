package dev.holdfast.acceptance.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.Jcmd;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Row 89: cost grows with users, not with their sessions. */
final class ManySessionsTest extends Story {

  private static final Set<String> TABLES =
      Set.of("grants", "user_key", "connection", "connection_attempt", "revocation");
  private static final int ROUNDS = 20;
  private static final int SESSIONS_OF_A_ROUND = 100;
  private static final int AT_A_TIME = 4;

  /** A session that is kept takes more than that: its id and what the client began it with. */
  private static final long MOST_BYTES = ROUNDS * SESSIONS_OF_A_ROUND * 512L;

  @Test
  void twoThousandReconnectsOfOnePersonLeaveHeapAndRowsAsTheyWere() throws Exception {
    OAuthClient client = mcpClient("stub-connected");
    Set<String> sessions = ConcurrentHashMap.newKeySet();
    // Some before it counts: caches fill up, and code is loaded.
    Tokens held = reconnecting(client, signIn(client, newUserAtBoth()), ROUNDS / 4, sessions);
    long gateway = running.system().part("mcp-gateway").pid();
    Map<String, Long> rows = rows();
    long before = Jcmd.liveBytes(gateway);
    sessions.clear();

    reconnecting(client, held, ROUNDS, sessions);

    assertThat(sessions).hasSize(ROUNDS * SESSIONS_OF_A_ROUND);
    assertThat(Jcmd.liveBytes(gateway) - before).isLessThan(MOST_BYTES);
    assertThat(rows()).isEqualTo(rows);
  }

  /** Clients that vanish without a word, and come again with the token they have. */
  private Tokens reconnecting(OAuthClient client, Tokens first, int rounds, Set<String> sessions) {
    Tokens held = first;
    for (int round = 0; round < rounds; round++) {
      held = client.refresh(refreshToken(held));
      Secret token = held.accessToken();
      try (var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
        for (int session = 0; session < SESSIONS_OF_A_ROUND; session++) {
          threads.execute(() -> sessions.add(mcp("stub-connected").initialize(token)));
        }
      }
    }
    return held;
  }

  private Map<String, Long> rows() throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (var connection = database("token_service").dataSource().getConnection();
        var sql = connection.createStatement()) {
      for (String table : TABLES) {
        try (var count = sql.executeQuery("SELECT COUNT(*) FROM `" + table + "`")) {
          count.next();
          rows.put(table, count.getLong(1));
        }
      }
    }
    return rows;
  }
}
