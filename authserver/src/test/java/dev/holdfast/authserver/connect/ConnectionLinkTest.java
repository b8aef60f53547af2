package dev.holdfast.authserver.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.MemoryConnections;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.identity.SubjectId;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A link to a provider's consent, opened in a browser. */
class ConnectionLinkTest {

  private static final Pattern STATE =
      Pattern.compile("https://provider\\.example/authorize\\?state=([^\"&]+)");

  private final Operator.User user = new Operator().newUser();
  private final SubjectId subject = Server.bean(UserEvents.class).subject(user.id());
  private final MemoryConnections connections = Server.bean(MemoryConnections.class);
  private final String link =
      Server.issuer() + "/connect/link/" + connections.link(subject, "demo");

  @Test
  void leadsThroughLoginToTheProviderAndSaysThatItIsDone() {
    var browser = new Browser();
    HttpResponse<String> login = browser.get(link);
    assertThat(login.body()).contains("password").doesNotContain(user.username());

    String state = state(browser.login(login, user.username(), "password"));
    HttpResponse<String> done = callback(browser, "code=c&state=" + state);

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("Connected", "go back to your application");
    assertThat(connections.connected(subject, "demo")).isTrue();
  }

  @Test
  void worksOnce() {
    var browser = new Browser();
    assertThat(state(browser.login(browser.get(link), user.username(), "password"))).isNotEmpty();

    HttpResponse<String> again = browser.get(link);

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("was used");
  }

  @Test
  void worksForNobodyElseAndIsNotUsedUpByThem() {
    var stranger = new Browser();
    String other = new Operator().newUser().username();
    HttpResponse<String> refused = stranger.login(stranger.get(link), other, "password");
    assertThat(refused.statusCode()).isEqualTo(400);

    var browser = new Browser();
    assertThat(state(browser.login(browser.get(link), user.username(), "password"))).isNotEmpty();
    assertThat(connections.connected(subject, "demo")).isFalse();
  }

  @Test
  void answerAtAnotherBrowserIsRefused() {
    var browser = new Browser();
    String state = state(browser.login(browser.get(link), user.username(), "password"));
    var other = new Browser();
    other.login(other.get(Server.issuer() + "/account"), user.username(), "password");

    assertThat(callback(other, "code=c&state=" + state).statusCode()).isEqualTo(400);
    assertThat(connections.connected(subject, "demo")).isFalse();
  }

  @Test
  void refusalAtTheProviderIsTold() {
    var browser = new Browser();
    String state = state(browser.login(browser.get(link), user.username(), "password"));

    HttpResponse<String> done = callback(browser, "error=access_denied&state=" + state);

    assertThat(done.body()).contains("Not connected");
  }

  @Test
  void pageOfTheEndIsNobodysWithoutARequest() {
    assertThat(new Browser().get(Server.issuer() + "/connect/done?request=made-up").statusCode())
        .isEqualTo(400);
  }

  private static String state(HttpResponse<String> page) {
    Matcher matcher = STATE.matcher(page.body());
    assertThat(matcher.find()).as(page.body()).isTrue();
    return matcher.group(1);
  }

  private static HttpResponse<String> callback(Browser browser, String query) {
    return browser.get(Server.issuer() + "/connect/demo/callback?" + query);
  }
}
