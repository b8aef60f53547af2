package dev.holdfast.acceptance.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.acceptance.fixture.Operator;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.StubUpstream.Seen;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.testsupport.Races;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What upstreams are shown instead of the client's token, and how it comes to be. */
final class UpstreamTokensTest extends Story {

  private static final int CALLS = 50;
  private static final Pattern LINK = Pattern.compile("\"url\":\"([^\"]+/connect/link/[^\"]+)\"");

  @Test
  void tokenIsExchangedAtOurOwnAuthorizationServer() throws ParseException {
    Secret own = signIn(mcpClient("stub-exchanged"), newUser()).accessToken();
    String session = mcp("stub-exchanged").initialize(own);

    HttpResponse<String> answer =
        mcp("stub-exchanged").post(own, session, RawMcp.call("exchanged-tool"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Seen seen =
        running.stub().seen().stream()
            .filter(each -> each.body().contains("exchanged-tool"))
            .findFirst()
            .orElseThrow();
    String presented = seen.headers().getOrDefault("authorization", "").replace("Bearer ", "");
    JWTClaimsSet claims = SignedJWT.parse(presented).getJWTClaimsSet();
    JWTClaimsSet callers = SignedJWT.parse(own.reveal()).getJWTClaimsSet();
    assertThat(presented).isNotEqualTo(own.reveal());
    assertThat(claims.getSubject()).isEqualTo(callers.getSubject());
    assertThat(claims.getAudience()).isEqualTo(List.of(RunningSystem.EXCHANGED_RESOURCE));
    assertThat(claims.getJSONObjectClaim("act")).isEqualTo(Map.of("sub", "mcp-gateway"));
    assertThat(claims.getStringClaim("gid")).isEqualTo(callers.getStringClaim("gid"));
  }

  @Test
  void lostConnectionIsMadeAnewAtAnAddressThatTheClientShows() throws Exception {
    User user = newUserAtBoth();
    Secret token = signIn(mcpClient("stub-connected"), user).accessToken();
    String session = openedByOneWhoShowsAddresses(token);
    loseConnection(token);
    // Nothing has told the gateway, which uses the token for a moment yet.
    await()
        .atMost(RunningSystem.T.multipliedBy(2))
        .until(
            () ->
                mcp("stub-connected")
                    .post(token, session, RawMcp.call("earlier-tool"))
                    .body()
                    .contains("-32042"));

    HttpResponse<String> asked =
        mcp("stub-connected").post(token, session, RawMcp.call("wanted-tool"));

    assertThat(asked.body()).contains("-32042");
    Matcher link = LINK.matcher(asked.body());
    assertThat(link.find()).as(asked.body()).isTrue();
    assertThat(running.stub().seen()).noneMatch(seen -> seen.body().contains("wanted-tool"));
    Person person = Person.agreeing(user.username(), user.password());
    URI done = URI.create(settings.issuer() + "/connect/done");
    assertThat(person.walk(new Browser(), URI.create(link.group(1)), done)).isNotNull();

    HttpResponse<String> answer =
        mcp("stub-connected").post(token, session, RawMcp.call("wanted-tool"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("-32042");
  }

  /** Row 87. */
  @Test
  void manyCallsRenewATokenOnceAndADeadGrantAsksForConsent() throws Exception {
    User user = newUser();
    Operator atProvider = new Operator(settings, settings.providerIssuer());
    User there = atProvider.create(user.username());
    OAuthClient client = mcpClient("stub-connected");
    AtomicReference<Tokens> held = new AtomicReference<>(signIn(client, user));
    String session = mcp("stub-connected").initialize(held.get().accessToken());

    long before = expire(held.get().accessToken());
    await()
        .atMost(RunningSystem.T.multipliedBy(5))
        .until(
            () -> {
              Secret token = renewed(client, held);
              List<Integer> statuses =
                  Races.values(Races.run(CALLS, () -> call("stub-connected", token, session)));
              assertThat(statuses).hasSize(CALLS).containsOnly(200);
              return version(token) > before;
            });
    assertThat(version(held.get().accessToken())).isEqualTo(before + 1);

    atProvider.lock(there);
    assertThat(expire(held.get().accessToken())).isEqualTo(before + 1);
    await()
        .atMost(RunningSystem.T.multipliedBy(5))
        .until(
            () -> {
              var answer =
                  mcp("stub-connected").post(renewed(client, held), session, RawMcp.call("echo"));
              return answer.statusCode() == 401
                  && answer
                      .headers()
                      .firstValue("WWW-Authenticate")
                      .filter(challenge -> !challenge.contains("invalid_token"))
                      .isPresent();
            });
  }

  /** The client's own token, which lives for seconds here. */
  private static Secret renewed(OAuthClient client, AtomicReference<Tokens> held) {
    held.set(client.refresh(refreshToken(held.get())));
    return held.get().accessToken();
  }

  /** Lets the user's token at the provider have ended; answers the connection's version. */
  private long expire(Secret token) throws ParseException, SQLException {
    try (Connection connection = database("token_service").dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "UPDATE connection SET expires_at = '2020-01-01', refresh_at = NULL"
                    + " WHERE subject = ?")) {
      statement.setString(1, subject(token));
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    return version(token);
  }

  private long version(Secret token) throws ParseException, SQLException {
    try (Connection connection = database("token_service").dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT version FROM connection WHERE subject = ?")) {
      statement.setString(1, subject(token));
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getLong(1);
      }
    }
  }

  private static String subject(Secret token) throws ParseException {
    return SignedJWT.parse(token.reveal()).getJWTClaimsSet().getSubject();
  }

  private String openedByOneWhoShowsAddresses(Secret token) {
    String initialize =
        RawMcp.INITIALIZE.replace(
            "\"capabilities\":{}", "\"capabilities\":{\"elicitation\":{\"url\":{}}}");
    return mcp("stub-connected")
        .post(token, null, initialize)
        .headers()
        .firstValue("Mcp-Session-Id")
        .orElseThrow();
  }

  /** As after a provider's own revocation: nothing here was told. */
  private void loseConnection(Secret token) throws ParseException, SQLException {
    try (Connection connection = database("token_service").dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("DELETE FROM connection WHERE subject = ?")) {
      statement.setString(1, subject(token));
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
