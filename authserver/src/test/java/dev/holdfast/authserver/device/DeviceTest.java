package dev.holdfast.authserver.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Device;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {

  @Test
  void theMetadataNamesTheEndpointAndTheGrant() {
    var metadata =
        OAuthClient.json(
            OAuthClient.send("GET", "/.well-known/oauth-authorization-server", "", "", ""));

    assertThat(metadata)
        .containsEntry(
            "device_authorization_endpoint", Server.issuer() + "/oauth2/device_authorization");
    assertThat(metadata.get("grant_types_supported"))
        .asInstanceOf(InstanceOfAssertFactories.list(Object.class))
        .contains(Device.GRANT_TYPE);
  }

  @Test
  void aDeviceIsToldWhatToShowAndHowToPoll() {
    HttpResponse<String> answer = Device.begin(Device.authorization());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    String userCode = OAuthClient.string(answer, "user_code");
    assertThat(userCode).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
    assertThat(OAuthClient.json(answer))
        .containsEntry("verification_uri", Server.issuer() + "/device")
        .containsEntry(
            "verification_uri_complete", Server.issuer() + "/device?user_code=" + userCode)
        .containsEntry("expires_in", 600L)
        .containsEntry("interval", 5L);
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, unheard-of, 401, invalid_client",
    "client_id, operator, 401, invalid_client",
    "client_id, console, 400, unauthorized_client",
    "scope, users:admin, 400, invalid_scope",
    "scope, offline_access, 400, invalid_scope",
    "resource, https://unknown.example/, 400, invalid_target",
    "resource, /relative, 400, invalid_target",
  })
  void refusesARequestWithAWrongPart(String name, String value, int status, String error) {
    Map<String, String> form = Device.authorization();
    form.put(name, value);

    HttpResponse<String> answer = Device.begin(form);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo(error);
  }

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
  void aRefusalReachesTheDevice() {
    var device = Device.begin();
    var browser = new Browser();
    var question = browser.enter(device.userCode(), "alice", "wonderland");

    assertThat(browser.decideDevice(question, "deny").body()).contains("was refused");

    HttpResponse<String> answer = device.poll();
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("access_denied");
    assertThat(browser.decideDevice(question, "allow").statusCode()).isEqualTo(400);
    assertThat(device.error()).isEqualTo("access_denied");
  }

  @Test
  void anImpatientDeviceMustSlowDown() {
    var device = Device.begin();

    assertThat(device.error()).isEqualTo("authorization_pending");
    assertThat(device.error()).isEqualTo("slow_down");
    assertThat(device.error()).isEqualTo("slow_down");
  }

  @Test
  void theIntervalIsTheOneThatWasToldAndGrowsByFiveSeconds() {
    try (var replica = Replica.withFakeClock(Map.of())) {
      HttpResponse<String> begun =
          replica.post("/oauth2/device_authorization", Device.authorization());
      var device = new Device(OAuthClient.string(begun, "device_code"), "");
      assertThat(poll(replica, device)).isEqualTo("authorization_pending");
      replica.clock().advance(Duration.ofMillis(4_999));
      assertThat(poll(replica, device)).isEqualTo("slow_down");
      replica.clock().advance(Duration.ofMillis(9_999));
      assertThat(poll(replica, device)).isEqualTo("slow_down");
      replica.clock().advance(Duration.ofSeconds(15));
      assertThat(poll(replica, device)).isEqualTo("authorization_pending");
    }
  }

  @Test
  void nothingIsApprovedOrRedeemedAfterItsTime() {
    try (var replica = Replica.withFakeClock(Map.of())) {
      var approved = Device.approved("alice", "wonderland");
      replica.clock().advance(Duration.ofSeconds(598));
      assertThat(poll(replica, Device.begin())).isEqualTo("authorization_pending");
      replica.clock().advance(Duration.ofMinutes(2));

      assertThat(poll(replica, approved)).isEqualTo("expired_token");
      assertThat(poll(replica, Device.begin())).isEqualTo("expired_token");
    }
  }

  @Test
  void refusesAnotherClientsDeviceCode() {
    var device = Device.approved("alice", "wonderland");
    Map<String, String> form = device.redemption();
    form.put("client_id", "console");
    assertThat(OAuthClient.string(OAuthClient.token(form), "error"))
        .isEqualTo("unauthorized_client");
    form.put("client_id", "radio");
    assertThat(OAuthClient.string(OAuthClient.token(form), "error")).isEqualTo("invalid_grant");

    assertThat(device.poll().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "device_code, unheard-of, invalid_grant",
    "device_code, '', invalid_request",
    "resource, https://unknown.example/, invalid_target",
  })
  void refusesARedemptionWithAWrongPartAndKeepsTheApproval(
      String name, String value, String error) {
    var device = Device.approved("alice", "wonderland");
    Map<String, String> form = device.redemption();
    form.put(name, value);

    assertThat(OAuthClient.string(OAuthClient.token(form), "error")).isEqualTo(error);
    assertThat(device.poll().statusCode()).isEqualTo(200);
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

  @Test
  void passingTroubleLeavesTheApprovalGood() {
    var device = Device.approved("alice", "wonderland");
    var grants = Server.bean(MemoryGrants.class);
    grants.down = true;
    try {
      assertThat(device.poll().statusCode()).isEqualTo(503);
    } finally {
      grants.down = false;
    }
    assertThat(device.poll().statusCode()).isEqualTo(200);
  }

  private static String poll(Replica replica, Device device) {
    return OAuthClient.string(replica.post("/oauth2/token", device.redemption()), "error");
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
