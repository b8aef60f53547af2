package dev.holdfast.acceptance.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.StubUpstream.Seen;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.Person;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What upstreams are shown instead of the client's token, and how it comes to be. */
final class UpstreamTokensTest extends Story {

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
    String subject = SignedJWT.parse(token.reveal()).getJWTClaimsSet().getSubject();
    try (Connection connection = database("token_service").dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("DELETE FROM connection WHERE subject = ?")) {
      statement.setString(1, subject);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
