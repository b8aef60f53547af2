package dev.holdfast.authserver.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Device;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.IdentityEvent.UserCreated;
import dev.holdfast.contracts.events.IdentityEvent.UserDeleted;
import dev.holdfast.contracts.events.IdentityEvent.UserLocked;
import dev.holdfast.contracts.grants.EndReason;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final MemoryGrants grants = Server.bean(MemoryGrants.class);
  private final String operator =
      "Bearer " + clientCredentials("operator", "operator-secret", Server.issuer());

  @AfterEach
  void restore() {
    grants.down = false;
    grants.beforeAnswer = () -> {};
  }

  @Test
  void nobodyGetsInWithoutTheScope() {
    assertThat(admin("POST", "/admin/users", "{}", "").statusCode()).isEqualTo(401);
    String code = OAuthClient.code("alice", "wonderland");
    var tokens = OAuthClient.token(OAuthClient.redemption(code));
    String bearer = "Bearer " + OAuthClient.string(tokens, "access_token");
    HttpResponse<String> answer = admin("POST", "/admin/users", "{}", bearer);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void aNewUserCanSignIn() {
    String username = newUser();

    assertThat(OAuthClient.code(username, "password")).isNotEmpty();
    assertThat(create(username).statusCode()).isEqualTo(409);
  }

  @Test
  void refusesAUserWithoutNameOrPassword() {
    assertThat(admin("POST", "/admin/users", "{}", operator).statusCode()).isEqualTo(400);
    HttpResponse<String> malformed = admin("POST", "/admin/users", "[", operator);
    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(malformed.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(admin("POST", "/admin/users/nobody/lock", "", operator).statusCode()).isEqualTo(404);
  }

  @Test
  void aLockedUserCanNeitherSignInNorRedeemNorRefreshNorUseTheBrowser() {
    String username = newUser();
    var browser = new Browser();
    var tokens =
        OAuthClient.token(OAuthClient.redemption(OAuthClient.code(browser, username, "password")));
    String refreshToken = OAuthClient.string(tokens, "refresh_token");
    String pendingCode = OAuthClient.code(browser, username, "password");

    assertThat(lock(id(username))).isEqualTo(204);

    assertThat(error(OAuthClient.redemption(pendingCode))).isEqualTo("invalid_grant");
    assertThat(error(OAuthClient.refresh(refreshToken))).isEqualTo("invalid_grant");
    var again = browser.get(OAuthClient.authorizeAddress(OAuthClient.authorization()));
    assertThat(again.body()).contains("action=\"/login\"");
    assertThat(browser.login(again, username, "password").statusCode()).isEqualTo(403);
  }

  @Test
  void unlockingBringsNothingBackButTheLogin() {
    String username = newUser();
    var browser = new Browser();
    String code = OAuthClient.code(browser, username, "password");
    lock(id(username));
    assertThat(admin("POST", "/admin/users/" + id(username) + "/unlock", "", operator).statusCode())
        .isEqualTo(204);

    assertThat(error(OAuthClient.redemption(code))).isEqualTo("invalid_grant");
    assertThat(browser.get(OAuthClient.authorizeAddress(OAuthClient.authorization())).body())
        .contains("action=\"/login\"");
    assertThat(OAuthClient.code(username, "password")).isNotEmpty();
  }

  @Test
  void aLockDuringARedemptionEndsTheGrant() {
    String username = newUser();
    String id = id(username);
    String code = OAuthClient.code(username, "password");
    grants.beforeAnswer = () -> lock(id);

    assertThat(error(OAuthClient.redemption(code))).isEqualTo("invalid_grant");
    assertThat(grants.live.values()).noneMatch(grant -> grant.subject().subject().equals(id));
    assertThat(grants.ended).containsValue(EndReason.USER_LOCKED);
  }

  @Test
  void aLockedUsersDeviceGetsNothingAndUnlockingDoesNotHelp() {
    String username = newUser();
    var device = Device.approved(username, "password");
    lock(id(username));
    assertThat(device.error()).isEqualTo("invalid_grant");

    admin("POST", "/admin/users/" + id(username) + "/unlock", "", operator);

    assertThat(device.error()).isEqualTo("invalid_grant");
  }

  @Test
  void aLockDuringADeviceRedemptionEndsTheGrant() {
    String username = newUser();
    String id = id(username);
    var device = Device.approved(username, "password");
    grants.beforeAnswer = () -> lock(id);

    assertThat(device.error()).isEqualTo("invalid_grant");
    assertThat(grants.live.values()).noneMatch(grant -> grant.subject().subject().equals(id));
  }

  @Test
  void aLockDuringARefreshEndsTheGrant() {
    String username = newUser();
    String id = id(username);
    var tokens = OAuthClient.token(OAuthClient.redemption(OAuthClient.code(username, "password")));
    grants.beforeAnswer = () -> lock(id);

    assertThat(error(OAuthClient.refresh(OAuthClient.string(tokens, "refresh_token"))))
        .isEqualTo("invalid_grant");
    assertThat(grants.live.values()).noneMatch(grant -> grant.subject().subject().equals(id));
  }

  @Test
  void lockAndDeletionArePublished() {
    String id = id(newUser());
    lock(id);
    admin("DELETE", "/admin/users/" + id, "", operator);

    assertThat(Published.all())
        .filteredOn(event -> event.header().subject().subject().equals(id))
        .filteredOn(IdentityEvent.class::isInstance)
        .extracting(Event::getClass)
        .isEqualTo(List.of(UserCreated.class, UserLocked.class, UserDeleted.class));
  }

  @Test
  void passingTroubleIsNotARefusalAndTheCodeStaysGood() {
    Map<String, String> form = OAuthClient.redemption(OAuthClient.code("alice", "wonderland"));
    grants.down = true;

    HttpResponse<String> answer = OAuthClient.token(form);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("temporarily_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    grants.down = false;
    assertThat(OAuthClient.token(form).statusCode()).isEqualTo(200);
  }

  @Test
  void aServiceGetsATokenForItsAudienceOnly() {
    String token = clientCredentials("mcp-gateway", "gateway-secret", "http://localhost:9001");

    assertThat(OAuthClient.claims(token).getClaims())
        .containsEntry("sub", "mcp-gateway")
        .containsEntry("client_id", "mcp-gateway")
        .containsEntry("scope", "grants:read connections:use")
        .doesNotContainKeys("sid", "gid");
    HttpResponse<String> other =
        OAuthClient.post(
            "/oauth2/token",
            FORM,
            "grant_type=client_credentials&resource=" + Browser.encode(Server.issuer()),
            OAuthClient.basic("mcp-gateway", "gateway-secret"));
    assertThat(OAuthClient.string(other, "error")).isEqualTo("invalid_target");
  }

  private static String clientCredentials(String id, String secret, String resource) {
    HttpResponse<String> answer =
        OAuthClient.post(
            "/oauth2/token",
            FORM,
            "grant_type=client_credentials&resource=" + Browser.encode(resource),
            OAuthClient.basic(id, secret));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return OAuthClient.string(answer, "access_token");
  }

  private static String error(Map<String, String> form) {
    return OAuthClient.string(OAuthClient.token(form), "error");
  }

  private String newUser() {
    String username = "user-" + UUID.randomUUID();
    HttpResponse<String> answer = create(username);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return username;
  }

  private HttpResponse<String> create(String username) {
    return admin(
        "POST",
        "/admin/users",
        "{\"username\": \"%s\", \"password\": \"password\"}".formatted(username),
        operator);
  }

  private String id(String username) {
    return OAuthClient.string(
        admin("GET", "/admin/users/by-username?username=" + username, "", operator), "id");
  }

  private int lock(String id) {
    return admin("POST", "/admin/users/" + id + "/lock", "", operator).statusCode();
  }

  private static HttpResponse<String> admin(
      String method, String path, String body, String authorization) {
    return OAuthClient.send(method, path, "application/json", body, authorization);
  }
}
