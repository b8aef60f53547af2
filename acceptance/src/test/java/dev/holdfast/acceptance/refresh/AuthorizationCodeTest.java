package dev.holdfast.acceptance.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import dev.holdfast.acceptance.fixture.OAuthForm;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.AuthorizationAttempt;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.OAuthRefusal;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.testsupport.Races;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row 34. */
final class AuthorizationCodeTest extends Story {

  private record Issued(OAuthClient client, AuthorizationAttempt attempt, AuthorizationCode code) {

    OAuthForm redemption(URI endpoint) {
      return OAuthForm.to(endpoint)
          .with("grant_type", "authorization_code")
          .with("code", code.getValue())
          .with("redirect_uri", client.client().redirectUri().toString())
          .with("client_id", client.client().id().getValue())
          .with("code_verifier", attempt.verifier().getValue());
    }
  }

  @Test
  void secondUseIsRefusedAndEndsWhatTheFirstGave() {
    Issued issued = issue(mcpClient("stub"), newUser());
    Tokens tokens = issued.client().redeem(issued.attempt(), issued.code());
    assertThat(status(tokens)).isEqualTo(200);

    assertThat(issued.redemption(token()).send().error()).isEqualTo("invalid_grant");

    await().atMost(RunningSystem.T).until(() -> status(tokens) == 401);
    assertThat(refreshOutcome(issued.client(), refreshToken(tokens))).isEqualTo("invalid_grant");
  }

  @Test
  void oneOfTwentyCallersWins() {
    Issued issued = issue(mcpClient("stub"), newUser());
    List<String> outcomes = Races.values(Races.run(20, () -> redeem(issued)));
    assertThat(outcomes).filteredOn("ok"::equals).hasSizeLessThanOrEqualTo(1);
    assertThat(outcomes).filteredOn(outcome -> !outcome.equals("ok")).containsOnly("invalid_grant");
  }

  @Test
  void wrongVerifierRedirectClientOrResourceIsRefused() {
    User user = newUser();
    OAuthClient client = mcpClient("stub");
    Issued issued = issue(client, user);
    assertThat(issued.redemption(token()).with("code_verifier", "x".repeat(43)).send().error())
        .isEqualTo("invalid_grant");
    assertThat(issue(client, user).redemption(token()).without("code_verifier").send().error())
        .isIn("invalid_request", "invalid_grant");
    assertThat(
            issue(client, user)
                .redemption(token())
                .with("redirect_uri", "http://127.0.0.1:43119/other")
                .send()
                .error())
        .isEqualTo("invalid_grant");
    assertThat(
            issue(client, user)
                .redemption(token())
                .with("client_id", mcpClient("stub").client().id().getValue())
                .send()
                .error())
        .isEqualTo("invalid_grant");
    assertThat(
            issue(client, user)
                .redemption(token())
                .with("resource", settings.mcp("plain").toString())
                .send()
                .error())
        .isEqualTo("invalid_target");
  }

  private String redeem(Issued issued) {
    try {
      issued.client().redeem(issued.attempt(), issued.code());
      return "ok";
    } catch (OAuthRefusal e) {
      return e.error();
    }
  }

  private Issued issue(OAuthClient client, User user) {
    AuthorizationAttempt attempt = client.attempt();
    URI redirected =
        Person.agreeing(user.username(), user.password())
            .walk(new Browser(), attempt.uri(), client.client().redirectUri());
    return new Issued(client, attempt, attempt.code(redirected));
  }

  private URI token() {
    return URI.create(settings.issuer() + "/oauth2/token");
  }

  private int status(Tokens tokens) {
    return mcp("stub").post(tokens.accessToken(), null, RawMcp.INITIALIZE).statusCode();
  }
}
