package dev.holdfast.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.browser.Page;
import dev.holdfast.local.client.AuthorizationAttempt;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.OAuthRefusal;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.Person.Decision;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.local.client.UnexpectedAnswer;
import dev.holdfast.testsupport.Races;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Rows 3, 10 and 11. */
final class OlderBrowserTest extends Story {

  /** Row 3. */
  @Test
  void theEndedBrowserCannotMintAnew() {
    User user = newUser();
    OAuthClient console = console();
    Browser older = new Browser();
    console.signIn(older, Person.agreeing(user.username(), user.password()));
    assertThat(silently(older, console)).isEqualTo("code");

    signIn(console, user);

    assertThat(silently(older, console)).isEqualTo("login_required");
    Page page = older.open(console.attempt().uri());
    assertThat(page.form().has("password")).isTrue();
  }

  /** Row 10. */
  @Test
  void onlyACompletedInteractiveLoginIsTold() {
    User user = newUser();
    OAuthClient client = mcpClient("stub");
    Tokens tokens = signIn(client, user);

    Person wrong = Person.agreeing(user.username(), Secret.of("not this one at all"));
    AuthorizationAttempt attempt = client.attempt();
    try {
      wrong.walk(new Browser(), attempt.uri(), client.client().redirectUri());
    } catch (UnexpectedAnswer expected) {
      assertThat(expected).hasMessageContaining("Sign-in refused");
    }
    client.refresh(refreshToken(tokens));

    // The login of a cancelled consent was complete; the refusal itself adds none. What is told
    // of one person comes in order: with this login there, nothing before it is still to come.
    OAuthClient refused = mcpClient("stub");
    AuthorizationAttempt denied = refused.attempt();
    URI answer =
        new Person(user.username(), user.password(), Decision.DENY)
            .walk(new Browser(), denied.uri(), refused.client().redirectUri());
    assertThat(error(denied, answer)).isEqualTo("access_denied");
    await().until(() -> logins(user) >= 2);
    assertThat(logins(user)).isEqualTo(2);
  }

  /** Row 11. */
  @Test
  void ofTenLoginsAtOnceExactlyOneConsoleSessionIsLeft() {
    User user = newUser();
    OAuthClient console = console();
    for (int round = 0; round < 10; round++) {
      var logins = Races.run(10, () -> signedIn(console, user));
      assertThat(Races.failures(logins)).as("round %d", round).isEmpty();
      assertThat(Races.values(logins))
          .extracting(browser -> silently(browser, console))
          .containsOnlyOnce("code")
          .filteredOn(outcome -> !outcome.equals("code"))
          .containsOnly("login_required");
    }
  }

  /** A browser after a sign-in, which another one may have ended before it came to its code. */
  private static Browser signedIn(OAuthClient console, User user) {
    Browser browser = new Browser();
    URI start = console.attempt().uri();
    try {
      URI answer =
          Person.agreeing(user.username(), user.password())
              .walk(browser, start, console.client().redirectUri());
      assertThat(answer.getQuery()).contains("code=");
    } catch (UnexpectedAnswer e) {
      assertThat(e.getMessage()).doesNotContainPattern(": 5\\d\\d ");
    }
    return browser;
  }

  private static String silently(Browser browser, OAuthClient client) {
    AuthorizationAttempt attempt = client.attempt();
    Page page =
        browser
            .stopAt(client.client().redirectUri())
            .open(URI.create(attempt.uri() + "&prompt=none"));
    return error(attempt, page.uri());
  }

  private static String error(AuthorizationAttempt attempt, URI answer) {
    try {
      attempt.code(answer);
      return "code";
    } catch (OAuthRefusal e) {
      return e.error();
    }
  }

  private long logins(User user) {
    SubjectId subject = new SubjectId(settings.issuer().toString(), user.id());
    try (Topic identity = new Topic(settings.bootstrapServers(), Topics.IDENTITY)) {
      return identity.valuesOf(subject).stream()
          .filter(value -> new EventCodec().decode(value) instanceof Decoded.Known(LoginSuccess _))
          .count();
    }
  }
}
