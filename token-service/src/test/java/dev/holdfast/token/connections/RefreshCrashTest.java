package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.TokenProcess;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.TokenOutcome.Unavailable;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that is killed while the provider answers. */
class RefreshCrashTest {

  @Test
  void whatAKilledReplicaMeantToRedeemIsRedeemedByAnother(@TempDir Path directory)
      throws SQLException, InterruptedException {
    Path keys = directory.resolve("keys");
    try (var provider = new StubProvider()) {
      Map<String, Object> settings = new HashMap<>(provider.settings());
      settings.put("holdfast.token.connections.patience", "200ms");
      try (var server = TokenServer.start(keys, settings)) {
        var key = new ConnectionKey(server.someone(), "demo");
        connect(server, key, provider);
        provider.hang();
        expire(server);
        try (var process = TokenProcess.start(server.schema(), keys, settings)) {
          await().atMost(Duration.ofSeconds(40)).until(() -> provider.tokenRequests().size() == 1);
          process.kill();
        }
        provider.recover();
        Connections connections = server.get(Connections.class);
        // The intent is on record: nobody else redeems the token meanwhile.
        assertThat(connections.token(key)).isInstanceOf(Unavailable.class);
        assertThat(provider.tokenRequests()).hasSize(1);

        server.clock().advance(Duration.ofMinutes(2));
        assertThat(server.get(RefreshesAhead.class).round()).isEqualTo(1);
        assertThat(connections.token(key)).isInstanceOf(Usable.class);
        assertThat(provider.tokenRequests()).hasSize(2);
        assertThat(new HashSet<>(provider.tokenRequests())).hasSize(1);
      }
    }
  }

  private static void connect(TokenServer server, ConnectionKey key, StubProvider provider) {
    Consents consents = server.get(Consents.class);
    String state = consents.start(key).state();
    consents.complete(
        new CompleteConnection(key.subject(), state, Secret.of("code"), provider.issuer()));
    provider.tokenRequests().clear();
  }

  /** The process has a clock of its own. */
  private static void expire(TokenServer server) throws SQLException {
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute(
          "UPDATE connection SET refresh_at = '2020-01-01 00:00:00',"
              + " expires_at = '2020-01-01 00:00:00', due_at = '2020-01-01 00:00:00'");
    }
  }
}
