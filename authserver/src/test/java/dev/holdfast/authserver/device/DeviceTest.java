package dev.holdfast.authserver.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Device;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a device asks and is told; RFC 8628, sections 3.1, 3.2 and 3.4. */
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
  void theGrantIsLabelledAfterTheDeviceAndNotTheBrowserThatApproved() {
    HttpResponse<String> tokens = Device.approved("alice", "wonderland").poll();

    assertThat(Server.bean(MemoryGrants.class).labels)
        .containsEntry(Person.claim(tokens, "gid"), "Java-http-client");
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
}
