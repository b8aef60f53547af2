package dev.holdfast.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Person;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row 19. */
final class PurgedConnectionsTest extends Story {

  private static final List<String> TABLES =
      List.of(
          "connection",
          "connection_attempt",
          "connection_link",
          "device_attempt",
          "provider_revocation");

  @Test
  void lockingTakesTheUsersUpstreamTokensAndTheNextLoginAsksForThemAnew() throws SQLException {
    OAuthClient client = mcpClient("stub-connected");
    User user = newUserAtBoth();
    User other = newUserAtBoth();
    String before = upstreamToken(signIn(client, user).accessToken());
    Secret others = signIn(client, other).accessToken();
    assertThat(kept(user)).isPositive();

    operator.lock(user);

    await().atMost(RunningSystem.T.multipliedBy(5)).until(() -> kept(user) == 0);
    assertThat(kept(other)).isPositive();
    assertThat(upstreamToken(others)).isNotBlank();

    operator.unlock(user);
    Person person = Person.agreeing(user.username(), user.password());
    URI asked = person.walk(new Browser(), client.attempt().uri(), settings.providerIssuer());
    assertThat(asked).hasAuthority(settings.providerIssuer().getAuthority());
    assertThat(upstreamToken(signIn(client, user).accessToken())).isNotEqualTo(before);
  }

  /** The stub's answer quotes it. */
  private String upstreamToken(Secret token) {
    String session = mcp("stub-connected").initialize(token);
    String body = mcp("stub-connected").post(token, session, RawMcp.call("echo")).body();
    assertThat(body).contains("Bearer ");
    return body.replaceAll("(?s).*Bearer ([^\"]+)\".*", "$1");
  }

  /** Everything that the token-service keeps for tokens of the user's at providers. */
  private long kept(User user) throws SQLException {
    long rows = 0;
    try (Connection connection = database("token_service").dataSource().getConnection()) {
      for (String table : TABLES) {
        try (PreparedStatement statement =
            connection.prepareStatement("SELECT COUNT(*) FROM " + table + " WHERE subject = ?")) {
          statement.setString(1, user.id());
          try (ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            rows += row.getLong(1);
          }
        }
      }
    }
    return rows;
  }
}
