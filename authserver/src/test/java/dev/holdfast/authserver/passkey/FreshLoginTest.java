package dev.holdfast.authserver.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.testsupport.MutableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passkeys are changed only by somebody who signed in just now. */
class FreshLoginTest {

  private static final Duration BOUND = Duration.ofMinutes(5);
  private static final String PAGE = "/account/passkeys";
  private static final List<String> CHANGES = List.of("", "/remove", "/second-factor");

  private final MutableClock clock = MutableClock.atPresent();
  private final ApplicationContext replica =
      Server.replica(Map.of(TestClockFactory.PROPERTY, clock));
  private final String base =
      "http://localhost:" + replica.getBean(EmbeddedServer.class).start().getPort();
  private final String username = new Operator().newUser().username();
  private final Browser browser = new Browser(base);

  @BeforeEach
  void signIn() {
    HttpResponse<String> login = browser.get(base + "/account");
    assertThat(browser.login(login, username, Operator.PASSWORD).body())
        .contains("Where you are signed in");
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  @Test
  void aLoginIsFreshUpToTheBoundAndNotBeyond() {
    clock.advance(BOUND.minusSeconds(1));
    assertThat(page().body()).contains("Your passkeys");

    clock.advance(Duration.ofSeconds(2));
    assertThat(Person.asksForLogin(page())).isTrue();
    assertThat(browser.get(base + "/account").body()).contains("Where you are signed in");
  }

  @Test
  void anOldLoginChangesNothingAndIsSentToSignIn() {
    Map<String, String> form = Browser.hidden(page());
    form.put("required", "yes");
    form.put("passkey", "x");
    form.put("credential", "{}");
    clock.advance(BOUND.plusSeconds(1));

    for (String change : CHANGES) {
      HttpResponse<String> answer = browser.postOnly(PAGE + change, form);
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).contains(PAGE);
    }
    assertThat(browser.post(PAGE + "/options", form).statusCode()).isEqualTo(403);
  }

  @Test
  void whoeverSignsInAgainComesBackAndMayChangeThem() {
    clock.advance(BOUND.plusSeconds(1));

    HttpResponse<String> back = browser.login(page(), username, Operator.PASSWORD);

    assertThat(back.body()).contains("Your passkeys");
    assertThat(browser.post(PAGE + "/options", Browser.hidden(back)).statusCode()).isEqualTo(200);
  }

  @Test
  void aForgedFormIsRefusedHoweverOldTheLogin() {
    clock.advance(BOUND.plusSeconds(1));

    for (String change : CHANGES) {
      assertThat(browser.postOnly(PAGE + change, Map.of("csrf", "forged")).statusCode())
          .isEqualTo(403);
    }
  }

  private HttpResponse<String> page() {
    return browser.get(base + PAGE);
  }
}
