package dev.holdfast.authserver.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Device;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a person lets a device in; RFC 8628, section 3.3. */
class DeviceApprovalTest {

  @Test
  void aDeviceGetsTokensOfTheLoginThatLetItIn() {
    var device = Device.begin();
    assertThat(device.error()).isEqualTo("authorization_pending");
    var browser = new Browser();
    HttpResponse<String> question = browser.enter(device.userCode(), "alice", "wonderland");
    assertThat(question.body())
        .contains("<code>tv</code>", Server.RESOURCE, "profile", "on your own device");

    assertThat(browser.decideDevice(question, "allow").body()).contains("is connected");

    HttpResponse<String> tokens = device.poll();
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    var claims = OAuthClient.claims(OAuthClient.string(tokens, "access_token"));
    assertThat(claims.getAudience()).containsExactly(Server.RESOURCE);
    assertThat(claims.getClaims())
        .containsEntry("client_id", "tv")
        .containsEntry("scope", "openid profile");
    assertThat(OAuthClient.json(tokens)).containsKeys("refresh_token", "id_token", "expires_in");
    assertThat(logins(claims.getClaim("sid"))).hasSize(1);
    assertThat(device.error()).as("a second use").isEqualTo("invalid_grant");
  }

  @Test
  void thePersonIsShownWhatTheDeviceWillGetAndNoScopeThatRolesKeep() {
    Map<String, String> form = Device.authorization();
    form.put("client_id", "vault");
    form.put("scope", "openid profile vault:open");
    HttpResponse<String> begun = Device.begin(form);
    Person person = Person.fresh();

    HttpResponse<String> question =
        person
            .browser()
            .enter(OAuthClient.string(begun, "user_code"), person.username(), Person.PASSWORD);
    assertThat(question.body()).contains("profile").doesNotContain("vault:open");

    person.browser().decideDevice(question, "allow");
    HttpResponse<String> tokens =
        OAuthClient.token(
            Map.of(
                "grant_type",
                Device.GRANT_TYPE,
                "client_id",
                "vault",
                "device_code",
                OAuthClient.string(begun, "device_code")));
    assertThat(OAuthClient.string(tokens, "scope")).isEqualTo("openid profile");
  }

  @Test
  void whoIsSignedInIsAskedAllTheSameAndEveryTime() {
    var browser = new Browser();
    String code = OAuthClient.code(browser, "alice", "wonderland");
    Object sid = sid(OAuthClient.token(OAuthClient.redemption(code)));
    for (int time = 0; time < 2; time++) {
      var device = Device.begin();
      HttpResponse<String> question = browser.enter(device.userCode(), "", "");
      assertThat(question.body()).contains("action=\"/device/decision\"");
      browser.decideDevice(question, "allow");
      assertThat(sid(device.poll())).isEqualTo(sid);
    }
    assertThat(logins(sid)).as("polling and deciding are no logins").hasSize(1);
  }

  @Test
  void theCodeMayBeTypedAnyhow() {
    var device = Device.begin();
    String typed = " " + device.userCode().toLowerCase(Locale.ROOT).replace("-", " – ");

    assertThat(new Browser().enter(typed, "alice", "wonderland").body())
        .contains("action=\"/device/decision\"");
  }

  @Test
  void aCodeInTheAddressIsFilledInButNotSent() {
    var device = Device.begin();
    var browser = new Browser();

    var page = browser.get(Server.issuer() + "/device?user_code=" + device.userCode());

    assertThat(page.body()).contains("value=\"" + device.userCode() + "\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("script");
    assertThat(browser.get(Server.issuer() + "/device?user_code=%22%3E%3Cscript%3E").body())
        .doesNotContain("<script");
  }

  @Test
  void theAnswerMustComeFromTheBrowserAndItsForm() {
    var device = Device.begin();
    var browser = new Browser();
    var question = browser.enter(device.userCode(), "alice", "wonderland");
    Map<String, String> forged = Browser.hidden(question);
    forged.put("decision", "allow");
    forged.put("csrf", "forged");

    assertThat(browser.post("/device/decision", forged).statusCode()).isEqualTo(403);
    assertThat(new Browser().decideDevice(question, "allow").statusCode()).isEqualTo(400);
    assertThat(new Browser().post("/device", Map.of("user_code", "x")).statusCode()).isEqualTo(403);
    assertThat(device.error()).isEqualTo("authorization_pending");
  }

  @Test
  void anAnswerOfAnotherLoginDoesNotCount() {
    var device = Device.begin();
    var browser = new Browser();
    var question = browser.enter(device.userCode(), "alice", "wonderland");
    Map<String, String> answer = Browser.hidden(question);
    answer.put("decision", "allow");
    browser.postOnly("/device/decision", answer);
    signInAgain(browser, new Operator().newUser().username());

    var page = browser.get(Server.issuer() + "/device/continue?request=" + answer.get("request"));

    assertThat(page.body()).contains("action=\"/device/decision\"");
    assertThat(device.error()).isEqualTo("authorization_pending");
  }

  @Test
  void aMissingConnectionIsMadeOnTheWay() {
    Map<String, String> form = Device.authorization();
    form.put("resource", Server.PROVIDER_RESOURCE);
    HttpResponse<String> begun = Device.begin(form);
    var device =
        new Device(
            OAuthClient.string(begun, "device_code"), OAuthClient.string(begun, "user_code"));
    var browser = new Browser();
    var question =
        browser.enter(device.userCode(), new Operator().newUser().username(), "password");
    var toProvider = browser.decideDevice(question, "allow");
    assertThat(device.error()).isEqualTo("authorization_pending");
    String state = Browser.redirectQuery(toProvider).getOrDefault("state", "");

    var page = browser.get(Server.issuer() + "/connect/demo/callback?code=c&state=" + state);

    assertThat(page.body()).contains("is connected");
    assertThat(device.poll().statusCode()).isEqualTo(200);
  }

  private static void signInAgain(Browser browser, String username) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("prompt", "login");
    browser.login(browser.get(OAuthClient.authorizeAddress(request)), username, "password");
  }

  private static Object sid(HttpResponse<String> tokens) {
    return OAuthClient.claims(OAuthClient.string(tokens, "access_token")).getClaim("sid");
  }

  private static List<LoginSuccess> logins(Object sid) {
    return Published.all().stream()
        .filter(LoginSuccess.class::isInstance)
        .map(LoginSuccess.class::cast)
        .filter(login -> login.sid().equals(sid))
        .toList();
  }
}
