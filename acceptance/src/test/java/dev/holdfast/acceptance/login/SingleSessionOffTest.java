package dev.holdfast.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.local.system.Part;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Row 5: with single-session logins off, a login elsewhere ends nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SingleSessionOffTest extends Story {

  @BeforeAll
  void switchOff() {
    replace(
        settings.authserver().with(Map.of("holdfast.authserver.single-session.enabled", "false")));
    replace(settings.listener().with(Map.of("revocation.single-session", "false")));
  }

  @AfterAll
  void switchOn() {
    replace(settings.authserver());
    replace(settings.listener());
  }

  @Test
  void allSessionsLiveThroughALoginElsewhere() throws ParseException {
    assertThat(JSONObjectUtils.parse(operator.policy())).containsEntry("singleSession", false);
    User user = newUser();
    OAuthClient assistant = mcpClient("stub");
    Tokens mcpTokens = signIn(assistant, user);
    OAuthClient console = console();
    Browser olderBrowser = new Browser();
    Tokens older = console.signIn(olderBrowser, Person.agreeing(user.username(), user.password()));
    String session = mcp("stub").initialize(older.accessToken());

    Tokens newer = signIn(console, user);
    awaitDecisions(user, 3);

    assertThat(call("stub", older.accessToken(), session)).isEqualTo(200);
    for (Tokens tokens : List.of(older, newer)) {
      assertThat(refreshOutcome(console, refreshToken(tokens))).isEqualTo("ok");
    }
    assertThat(refreshOutcome(assistant, refreshToken(mcpTokens))).isEqualTo("ok");
    URI silent = URI.create(console.attempt().uri() + "&prompt=none");
    assertThat(olderBrowser.stopAt(console.client().redirectUri()).open(silent).uri().getQuery())
        .contains("code=");
  }

  /** Waits until the listener is done with every login of a user. */
  private void awaitDecisions(User user, int logins) {
    SubjectId subject = new SubjectId(settings.issuer().toString(), user.id());
    try (Topic identity = new Topic(settings.bootstrapServers(), Topics.IDENTITY)) {
      await()
          .until(
              () ->
                  identity.valuesOf(subject).stream().filter(SingleSessionOffTest::isLogin).count()
                      == logins);
      await().until(() -> identity.lag("revocation-listener") == 0);
    }
  }

  private static boolean isLogin(byte[] value) {
    return new EventCodec().decode(value) instanceof Decoded.Known(LoginSuccess _);
  }

  private void replace(Part part) {
    running.system().part(part.name()).close();
    running.system().startPart(part);
  }
}
