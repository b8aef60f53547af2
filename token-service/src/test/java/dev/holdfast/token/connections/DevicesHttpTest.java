package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.connections.DeviceAttempt;
import dev.holdfast.contracts.connections.DeviceProgress.State;
import dev.holdfast.contracts.connections.StartedDevice;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.encryption.UserKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consent on another device, from the codes to the stored connection. */
class DevicesHttpTest extends ConnectionsScene {

  @BeforeEach
  void nobodyWaits() {
    pass(Duration.ofMinutes(2));
    poll();
    provider.tokenRequests().clear();
  }

  @Override
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(super.settings());
    settings.putAll(
        provider.settings(
            "browsers-only",
            Map.of(
                "authorization-endpoint", provider.issuer() + "/authorize",
                "token-endpoint", provider.issuer() + "/token")));
    return settings;
  }

  @Test
  void consentOnAnotherDeviceBecomesAConnection() {
    StartedDevice started = connections.startDevice(key);
    assertThat(started.userCode()).isEqualTo("WDJB-MJHT");
    assertThat(started.verificationUri()).hasToString(provider.issuer() + "/device");
    assertThat(started.verificationUriComplete()).asString().contains("WDJB-MJHT");
    assertThat(started.expiresAt()).isEqualTo(server.clock().instant().plusSeconds(60));

    provider.answer(400, "application/json", "{\"error\":\"authorization_pending\"}");
    assertThat(poll()).isZero();
    pass(5);
    assertThat(poll()).isEqualTo(1);
    assertThat(poll()).isZero();
    assertThat(state(started)).isEqualTo(State.PENDING);
    assertThat(provider.tokenRequests()).singleElement().asString().contains("the-device-code");

    provider.answer(400, "application/json", "{\"error\":\"slow_down\"}");
    pass(5);
    assertThat(poll()).isEqualTo(1);
    pass(9);
    assertThat(poll()).isZero();
    provider.recover();
    pass(1);
    // A new key of the user meanwhile is no hindrance.
    server
        .get(SealedConnections.class)
        .sealAnew(server.get(UserKeys.class).find(key.subject()).orElseThrow());
    assertThat(poll()).isEqualTo(1);

    assertThat(state(started)).isEqualTo(State.CONNECTED);
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");
    pass(60);
    assertThat(poll()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"access_denied,DENIED", "expired_token,EXPIRED", "invalid_grant,EXPIRED"})
  void refusalEndsTheAttempt(String error, State expected) {
    StartedDevice started = connections.startDevice(key);
    provider.answer(400, "application/json", "{\"error\":\"" + error + "\"}");
    pass(5);
    assertThat(poll()).isEqualTo(1);
    assertThat(state(started)).isEqualTo(expected);
    pass(10);
    assertThat(poll()).isZero();
    assertThat(connections.status(key).connected()).isFalse();
  }

  @Test
  void troubleSlowsThePollsDownUntilTheCodesExpire() {
    StartedDevice started = connections.startDevice(key);
    provider.fail(503, "");
    pass(5);
    assertThat(poll()).isEqualTo(1);
    pass(9);
    assertThat(poll()).isZero();
    pass(1);
    assertThat(poll()).isEqualTo(1);
    assertThat(state(started)).isEqualTo(State.PENDING);
    provider.tokenRequests().clear();
    pass(45);
    assertThat(poll()).isEqualTo(1);
    assertThat(state(started)).isEqualTo(State.EXPIRED);
    assertThat(provider.tokenRequests()).isEmpty();
  }

  @Test
  void attemptIsPolledByOneOfManyReplicas() {
    connections.startDevice(key);
    provider.answer(400, "application/json", "{\"error\":\"authorization_pending\"}");
    pass(5);
    Races.values(Races.run(4, this::poll));
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void handleIsForTheUserItWasMadeFor() {
    StartedDevice started = connections.startDevice(key);
    String other =
        """
        {"subject":{"issuer":"%s","subject":"%s"},"handle":"%s"}""";
    var stranger = server.someone();
    var answer =
        server.post(
            "/connections/device/progress",
            other.formatted(stranger.issuer(), stranger.subject(), started.handle().reveal()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(ProblemTypes.INVALID_REQUEST);
    var guessed =
        server.post(
            "/connections/device/progress",
            other.formatted(key.subject().issuer(), key.subject().subject(), "guessed"));
    assertThat(guessed.statusCode()).isEqualTo(400);
  }

  @Test
  void providerWithoutDevicesSaysSo() {
    var answer =
        server.post(
            "/connections/device/start",
            """
            {"subject":{"issuer":"%s","subject":"%s"},"provider":"browsers-only"}"""
                .formatted(key.subject().issuer(), key.subject().subject()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(ProblemTypes.INVALID_REQUEST);
  }

  private int poll() {
    return server.get(DevicePolls.class).round();
  }

  private State state(StartedDevice started) {
    return connections
        .deviceProgress(new DeviceAttempt(key.subject(), Secret.of(started.handle().reveal())))
        .state();
  }

  private void pass(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }
}
