package dev.holdfast.acceptance.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.OAuthForm;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rows 27 and 33: what is accepted is never lost, and passing trouble is told as such. */
final class OutageTest extends Story {

  /** Row 27. */
  @Test
  void aLockAcceptedWhileTheBrokerIsAwayIsCarriedOut() {
    User user = newUser();
    OAuthClient client = mcpClient("stub");
    Tokens tokens = signIn(client, user);
    Tokens untouched = signIn(client, user);
    running.system().part("broker").close();
    try {
      operator.lock(user);
      assertThat(refreshOutcome(client, refreshToken(tokens))).isEqualTo("invalid_grant");
    } finally {
      running.system().restart("broker");
    }
    // That a token is refused at last proves nothing: it may have expired meanwhile. The end of a
    // grant that nobody refreshed can only come from the lock.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(ended(user))
                    .filteredOn(ended -> ended.gid().equals(gid(untouched)))
                    .singleElement()
                    .satisfies(
                        ended -> {
                          assertThat(ended.reason()).isEqualTo(EndReason.USER_LOCKED);
                          assertThat(ended.cause()).isNotNull();
                        }));
  }

  /** Row 33. */
  @Test
  void passingTroubleIsNotARefusal() {
    OAuthClient client = mcpClient("stub");
    Tokens tokens = signIn(client, newUser());
    OAuthForm refresh = refresh(client, tokens);
    assertPassingTroubleWithout("token-service", refresh);
    assertThat(refreshOutcome(client, refreshToken(tokens))).isEqualTo("ok");
  }

  /** Row 33. */
  @Test
  void aStoppedDatabaseIsNotARefusalEither() {
    OAuthClient client = mcpClient("stub");
    Tokens tokens = signIn(client, newUser());
    OAuthForm refresh = refresh(client, tokens);
    assertPassingTroubleWithout("database", refresh);
    await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptions()
        .until(() -> refreshOutcome(client, refreshToken(tokens)).equals("ok"));
  }

  private OAuthForm refresh(OAuthClient client, Tokens tokens) {
    return OAuthForm.to(URI.create(settings.issuer() + "/oauth2/token"))
        .with("grant_type", "refresh_token")
        .with("client_id", client.client().id().getValue())
        .with("refresh_token", refreshToken(tokens).reveal());
  }

  /** Stops a part of the system, sends a form, and starts the part again. */
  private void assertPassingTroubleWithout(String part, OAuthForm form) {
    running.system().part(part).close();
    try {
      OAuthForm.Answer answer = form.send();
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
      assertThat(answer.error()).isEqualTo("temporarily_unavailable");
      assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
    } finally {
      running.system().restart(part);
    }
  }
}
