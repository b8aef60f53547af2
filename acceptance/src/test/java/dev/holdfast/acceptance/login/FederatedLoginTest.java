package dev.holdfast.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.acceptance.fixture.Operator;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.browser.Form;
import dev.holdfast.local.browser.Page;
import dev.holdfast.local.client.AuthorizationAttempt;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.Tokens;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 2 and 15 for people who sign in through the provider. */
final class FederatedLoginTest extends Story {

  private static final String PROVIDER = "demo";

  private final Operator provider = new Operator(settings, settings.providerIssuer());

  /** Row 2, and row 1 beside it. */
  @Test
  void endsTheOlderConsoleSessionAndSparesMcp() {
    User guest = provider.create("guest-of-two-browsers");
    OAuthClient assistant = mcpClient("stub");
    Held mcp = hold(assistant, guest);
    OAuthClient console = console();
    Held older = hold(console, guest);

    Held newer = hold(console, guest);

    assertThat(subject(newer.tokens())).isEqualTo(subject(older.tokens())).isNotEqualTo(guest.id());
    awaitEnded(older);
    assertThat(status(newer)).isEqualTo(200);
    assertThat(status(mcp)).isEqualTo(200);
    assertThat(refreshOutcome(assistant, refreshToken(mcp.tokens()))).isEqualTo("ok");
  }

  /** Row 15. */
  @Test
  void unlinkingTheProviderEndsEverythingOfThatUserOnly() {
    User guest = provider.create("guest-to-be-unlinked");
    List<Held> all = List.of(hold(console(), guest), hold(mcpClient("stub"), guest));
    Held untouched = hold(mcpClient("stub"), provider.create("guest-who-stays"));

    operator.unlink(subject(all.getFirst().tokens()), PROVIDER);

    all.forEach(this::awaitEnded);
    assertThat(status(untouched)).isEqualTo(200);
  }

  private Held hold(OAuthClient client, User guest) {
    Tokens tokens = signInElsewhere(client, guest);
    String session = mcp("stub").initialize(tokens.accessToken());
    Held held = new Held(client, tokens, session);
    assertThat(status(held)).isEqualTo(200);
    return held;
  }

  /** Presses the provider's button, signs in and agrees there, comes back and agrees here. */
  private static Tokens signInElsewhere(OAuthClient client, User guest) {
    AuthorizationAttempt attempt = client.attempt();
    URI redirect = client.client().redirectUri();
    Browser browser = new Browser();
    Page login = browser.stopAt(redirect).open(attempt.uri());
    Form button =
        login.forms().stream()
            .filter(form -> form.action().getPath().equals("/login/" + PROVIDER + "/start"))
            .findFirst()
            .orElseThrow();
    Person person = Person.agreeing(guest.username(), guest.password());
    URI answer = person.walk(browser, browser.submit(button), redirect);
    return client.redeem(attempt, attempt.code(answer));
  }

  private void awaitEnded(Held held) {
    await().atMost(RunningSystem.T).until(() -> status(held) == 401);
    assertThat(refreshOutcome(held.client(), refreshToken(held.tokens())))
        .isEqualTo("invalid_grant");
  }

  private int status(Held held) {
    return call("stub", held.tokens().accessToken(), held.session());
  }

  private static String subject(Tokens tokens) {
    try {
      return SignedJWT.parse(tokens.accessToken().reveal()).getJWTClaimsSet().getSubject();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** One client's tokens and the session opened with them. */
  private record Held(OAuthClient client, Tokens tokens, String session) {}
}
