package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.DeviceAttempt;
import dev.holdfast.contracts.connections.DeviceProgress.State;
import dev.holdfast.contracts.connections.StartedDevice;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.Logged;
import dev.holdfast.token.encryption.UserKeys;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.AggregateWith;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a provider does, callers get an exact answer, the connection outlives what passes,
 * nothing is asked twice, and no secret is logged.
 */
class ProviderFaultsTest extends ConnectionsScene {

  private static final String ACCESS = "the-access-token";
  private static final String REFRESH = "the-refresh-token";
  private static final String CODE = "the-authorization-code";

  private final RawProvider raw = new RawProvider();
  private Logged logged = new Logged();

  @Override
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(raw.settings("raw", false));
    settings.putAll(raw.settings("discovered", true));
    try (var gone = new RawProvider()) {
      settings.putAll(gone.settings("gone", false));
    }
    // Each case is alone with its provider.
    settings.put("holdfast.token.connections.breaker.window", 10_000);
    settings.put("holdfast.token.connections.breaker.minimum-calls", 10_000);
    return settings;
  }

  @BeforeEach
  void rawProvider() {
    key = new ConnectionKey(server.someone(), "raw");
    raw.recover();
    logged.close();
    logged = new Logged();
  }

  @AfterEach
  void nothingIsGivenAwayNorLeftOpen() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> raw.open() == 0);
    logged.close();
    assertThat(logged.text())
        .doesNotContain(ACCESS, REFRESH, CODE, "good-device-code", "the-client-secret");
    assertThat(logged.withStackTraces()).isEmpty();
  }

  @AfterAll
  void stopRaw() {
    raw.close();
  }

  @ParameterizedTest
  @FaultTable
  void refreshOfATokenStillValid(@AggregateWith(FaultCase.Reader.class) FaultCase fault) {
    hold();
    pass(Duration.ofSeconds(90));
    raw.fail(fault.wire());

    switch (fault.refresh().outcome()) {
      case "token" -> assertThat(token()).isEqualTo("a");
      case "consent" -> missing("/token", key, ProblemTypes.CONNECTION_MISSING);
      default -> {
        assertThat(token()).isEqualTo(ACCESS);
        assertPutOff(1, fault.refresh().pause());
        assertThat(token()).isEqualTo(ACCESS);
      }
    }
    assertThat(raw.requests()).hasSize(1);
  }

  @ParameterizedTest
  @FaultTable
  void refreshOfATokenThatExpired(@AggregateWith(FaultCase.Reader.class) FaultCase fault) {
    hold();
    pass(Duration.ofSeconds(101));
    raw.fail(fault.wire());

    switch (fault.refresh().outcome()) {
      case "token" -> assertThat(token()).isEqualTo("a");
      case "consent" -> {
        missing("/token", key, ProblemTypes.CONNECTION_MISSING);
        missing("/token", key, ProblemTypes.CONNECTION_MISSING);
        assertThat(stored().state()).isEqualTo(ConnectionState.NEEDS_CONSENT);
        assertThat(stored().leaseUntil()).isNull();
      }
      default -> {
        unavailable(() -> connections.token(key), fault.refresh().pause());
        assertPutOff(1, fault.refresh().pause());
        unavailable(() -> connections.token(key), fault.refresh().pause());
      }
    }
    assertThat(raw.requests()).hasSize(1);
    if (fault.refresh().outcome().equals("wait")) {
      assertThat(raw.requests().getFirst()).contains("refresh_token=" + REFRESH);
      raw.recover();
      pass(Optional.ofNullable(fault.refresh().pause()).orElse(Duration.ofSeconds(2)));
      assertThat(token()).isEqualTo("good-access");
      assertThat(stored().failures()).isZero();
    }
  }

  @ParameterizedTest
  @FaultTable
  void redemptionOfACode(@AggregateWith(FaultCase.Reader.class) FaultCase fault) {
    String state = connections.start(key).state();
    raw.fail(fault.wire());
    ThrowingCallable redemption =
        () ->
            connections.complete(
                new CompleteConnection(key.subject(), state, Secret.of(CODE), null));

    switch (fault.code().outcome()) {
      case "token" -> {
        assertThatCode(redemption).doesNotThrowAnyException();
        assertThat(token()).isEqualTo("a");
      }
      case "refused" -> refused(redemption, 400, ProblemTypes.INVALID_REQUEST);
      default -> unavailable(redemption, fault.code().pause());
    }
    assertThat(raw.requests()).hasSize(1);
    // RFC 6749, section 4.1.2: a code must not be used again, so neither is its state.
    refused(redemption, 400, ProblemTypes.INVALID_REQUEST);
    assertThat(raw.requests()).hasSize(1);
  }

  @ParameterizedTest
  @FaultTable
  void pollForADevice(@AggregateWith(FaultCase.Reader.class) FaultCase fault) {
    StartedDevice started = connections.startDevice(key);
    pass(Duration.ofSeconds(7));
    raw.fail(fault.wire());

    assertThat(server.get(DevicePolls.class).round()).isEqualTo(1);

    assertThat(raw.requests()).hasSize(1);
    State state =
        connections.deviceProgress(new DeviceAttempt(key.subject(), started.handle())).state();
    List<Duration> pauses =
        server.get(PendingDeviceStore.class).findPending(key.subject()).stream()
            .map(PendingDevice::pause)
            .toList();
    switch (fault.poll()) {
      case "token" -> assertThat(state).isEqualTo(State.CONNECTED);
      case "denied" -> assertThat(state).isEqualTo(State.DENIED);
      case "expired" -> assertThat(state).isEqualTo(State.EXPIRED);
      case "pause" -> assertThat(pauses).containsExactly(Duration.ofSeconds(7));
      case "slower" -> assertThat(pauses).containsExactly(Duration.ofSeconds(12));
      default -> assertThat(pauses).containsExactly(Duration.ofSeconds(14));
    }
    raw.recover();
    pass(Duration.ofMinutes(10));
    assertThat(server.get(DevicePolls.class).round()).isEqualTo(pauses.size());
  }

  @ParameterizedTest
  @FaultTable
  void revocation(@AggregateWith(FaultCase.Reader.class) FaultCase fault) {
    hold();
    connections.disconnect(key);
    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
    raw.fail(fault.wire());

    assertThat(server.get(ProviderRevocations.class).round()).isEqualTo(1);

    assertThat(raw.requests()).singleElement().asString().contains("token=" + REFRESH);
    var left = server.get(EndedConnectionStore.class).findAll(key.subject());
    assertThat(left).hasSize(fault.revoke().equals("done") ? 0 : 1);
    raw.recover();
    pass(Duration.ofSeconds(30));
    assertThat(server.get(ProviderRevocations.class).round()).isEqualTo(left.size());
  }

  @ParameterizedTest
  @FaultTable
  void codesForADevice(@AggregateWith(FaultCase.Reader.class) FaultCase fault) {
    raw.fail(fault.wire());
    var refusal =
        refused(() -> connections.startDevice(key), 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);
    assertThat(retryAfter(refusal)).isPositive();
    assertThat(raw.requests()).hasSize(1);
  }

  /** RFC 8628, section 3.2: what is required. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'user_code':'u','verification_uri':'https://p.example/','expires_in':600",
        "'device_code':7,'user_code':'u','verification_uri':'https://p.example/','expires_in':600",
        "'device_code':'d','verification_uri':'https://p.example/','expires_in':600",
        "'device_code':'d','user_code':'u','expires_in':600",
        "'device_code':'d','user_code':'u','verification_uri':'::','expires_in':600",
        "'device_code':'d','user_code':'u','verification_uri':'https://p.example/'",
        "'device_code':'d','user_code':'u','verification_uri':'https://p.example/','expires_in':'x'",
      })
  void incompleteCodesForADevice(String members) {
    raw.fail(new WireFault("200", "{" + members.replace('\'', '"') + "}"));
    refused(() -> connections.startDevice(key), 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);
  }

  @ParameterizedTest
  @FaultTable
  void metadata(@AggregateWith(FaultCase.Reader.class) FaultCase fault) {
    var discovered = new ConnectionKey(key.subject(), "discovered");
    pass(Duration.ofSeconds(5));
    raw.fail(fault.wire());
    refused(() -> connections.start(discovered), 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);
    int asked = raw.requests().size();
    assertThat(asked).isBetween(1, 2);
    refused(() -> connections.start(discovered), 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);
    assertThat(raw.requests()).hasSize(asked);
  }

  @Test
  void providerThatIsNotThere() {
    key = new ConnectionKey(key.subject(), "gone");
    hold();
    pass(Duration.ofSeconds(101));
    unavailable(() -> connections.token(key), null);
    assertPutOff(1, null);
  }

  /** As a consent leaves it. */
  private void hold() {
    server.get(UserKeys.class).findOrCreate(key.subject());
    var tokens =
        new ProviderTokens(Secret.of(ACCESS), Secret.of(REFRESH), Duration.ofSeconds(100), null);
    server.get(Consents.class).store(key, tokens, server.clock().instant());
  }

  private String token() {
    return connections.token(key).accessToken().reveal();
  }

  private void assertPutOff(int failures, @Nullable Duration asked) {
    StoredConnection stored = stored();
    assertThat(stored.state()).isEqualTo(ConnectionState.LIVE);
    assertThat(stored.leaseUntil()).isNull();
    assertThat(stored.failures()).isEqualTo(failures);
    assertThat(stored.retryAt())
        .isBetween(
            server.clock().instant().plus(asked == null ? Duration.ofMillis(1500) : asked),
            server.clock().instant().plus(asked == null ? Duration.ofSeconds(2) : asked));
  }

  /** Says when to come back: when the provider wants it, or else shortly. */
  private static void unavailable(ThrowingCallable call, @Nullable Duration asked) {
    var refusal = refused(call, 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);
    assertThat(retryAfter(refusal)).isEqualTo(asked == null ? 2 : asked.toSeconds());
  }

  private static long retryAfter(HttpClientResponseException refusal) {
    return Long.parseLong(String.valueOf(refusal.getResponse().getHeaders().get("Retry-After")));
  }
}
