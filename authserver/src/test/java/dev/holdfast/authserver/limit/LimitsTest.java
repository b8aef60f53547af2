package dev.holdfast.authserver.limit;

import static dev.holdfast.authserver.limit.Limited.FORWARDED_FOR;
import static dev.holdfast.authserver.limit.Limited.LIMITS;
import static dev.holdfast.authserver.limit.Limited.limit;
import static dev.holdfast.authserver.limit.Limited.retryAfter;
import static dev.holdfast.authserver.limit.Limited.someAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpStatus;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of the endpoints, by address and client. */
class LimitsTest {

  @ParameterizedTest
  @CsvSource({
    "register, /oauth2/register",
    "device, /oauth2/device_authorization",
    "par, /oauth2/par",
  })
  void answersMachinesInJson(String limit, String path) {
    try (var replica = Replica.withFakeClock(limit(limit, 1, "60s"))) {
      String address = someAddress();
      int first = replica.post(path, Map.of(), FORWARDED_FOR, address).statusCode();
      HttpResponse<String> second = replica.post(path, Map.of(), FORWARDED_FOR, address);

      assertThat(first).isNotEqualTo(429);
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(OAuthClient.string(second, "error")).isEqualTo("temporarily_unavailable");
      assertThat(retryAfter(second)).isEqualTo(Duration.ofSeconds(60));
      assertThat(second.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(replica.post(path, Map.of(), FORWARDED_FOR, someAddress()).statusCode())
          .as("another address")
          .isEqualTo(first);
      assertThat(refusals(replica, limit)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"authorize, GET, /oauth2/authorize", "login-address, POST, /login"})
  void answersPeopleWithAPage(String limit, String method, String path) {
    try (var replica = Replica.withFakeClock(limit(limit, 1, "60s"))) {
      String address = someAddress();
      ask(replica, method, path, address);
      HttpResponse<String> refused = ask(replica, method, path, address);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(retryAfter(refused)).isEqualTo(Duration.ofSeconds(60));
    }
  }

  @Test
  void theTokenEndpointCountsPerClientAndAddressAndNeverAsARefusedGrant() {
    try (var replica = Replica.withFakeClock(limit("token", 2, "60s"))) {
      Map<String, String> console = OAuthClient.refresh("unheard-of");
      Map<String, String> device = new HashMap<>(console);
      device.put("client_id", "tv");
      assertThat(replica.post("/oauth2/token", console).statusCode()).isEqualTo(400);
      assertThat(replica.post("/oauth2/token", console).statusCode()).isEqualTo(400);
      HttpResponse<String> refused = replica.post("/oauth2/token", console);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(OAuthClient.string(refused, "error")).isEqualTo("temporarily_unavailable");
      assertThat(replica.post("/oauth2/token", device).statusCode()).isEqualTo(400);
      assertThat(replica.post("/oauth2/token", console, FORWARDED_FOR, someAddress()).statusCode())
          .isEqualTo(400);
      replica.clock().advance(retryAfter(refused));
      assertThat(replica.post("/oauth2/token", console).statusCode()).isEqualTo(400);
    }
  }

  /** The decision record on rate limits: a limiter that closes would add a second outage. */
  @ParameterizedTest
  @CsvSource({
    "authorize, GET, /oauth2/authorize",
    "register, POST, /oauth2/register",
    "par, POST, /oauth2/par",
    "device, POST, /oauth2/device_authorization",
  })
  void withoutItsDatabaseASharedLimitRefusesNobodyAndSaysSo(
      String limit, String method, String path) {
    try (var replica = Replica.withFakeClock(limit(limit, 1, "60s"))) {
      String address = someAddress();
      replica.takeDatabaseAway();

      for (int time = 0; time < 3; time++) {
        assertThat(ask(replica, method, path, address).statusCode())
            .isNotIn(HttpStatus.TOO_MANY_REQUESTS.getCode(), 500);
      }
      assertThat(unchecked(replica, limit)).isEqualTo(3);
    }
  }

  @Test
  void withoutItsDatabaseALimitAgainstGuessingRefusesAndSaysSo() {
    try (var replica = Replica.withFakeClock(limit("login-address", 1000, "60s"))) {
      replica.takeDatabaseAway();

      HttpResponse<String> answer = replica.post("/login", Map.of(), FORWARDED_FOR, someAddress());

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(retryAfter(answer)).isEqualTo(Duration.ofSeconds(2));
      assertThat(unchecked(replica, "login-address")).isEqualTo(1);
    }
  }

  @Test
  void withoutItsDatabaseTheTokenEndpointIsInPassingTrouble() {
    try (var replica = Replica.withFakeClock(limit("token", 1, "60s"))) {
      replica.takeDatabaseAway();

      HttpResponse<String> answer =
          replica.post("/oauth2/token", OAuthClient.refresh("unheard-of"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(OAuthClient.string(answer, "error")).isEqualTo("temporarily_unavailable");
      assertThat(retryAfter(answer)).isPositive();
    }
  }

  @Test
  void anAddressThatSomebodyMadeUpDoesNotHelp() {
    Map<String, Object> settings = limit("token", 1, "60s");
    settings.put("holdfast.authserver.proxies.trusted", "10.0.0.0/8,127.0.0.1");
    try (var open = Replica.withFakeClock(untrusting(limit("token", 1, "60s")));
        var behindProxies = Replica.withFakeClock(settings)) {
      assertThat(refresh(open, "192.0.2.1")).isEqualTo(400);
      assertThat(refresh(open, "192.0.2.2")).as("the peer counts").isEqualTo(429);

      assertThat(refresh(behindProxies, "192.0.2.1, 198.51.100.7, 10.1.2.3")).isEqualTo(400);
      assertThat(refresh(behindProxies, "192.0.2.9, 198.51.100.7")).isEqualTo(429);
      assertThat(refresh(behindProxies, "nonsense, 198.51.100.7")).isEqualTo(429);
      assertThat(refresh(behindProxies, "198.51.100.7, 198.51.100.8")).isEqualTo(400);
      assertThat(refresh(behindProxies, "2001:db8:1:2::3")).isEqualTo(400);
      assertThat(refresh(behindProxies, "2001:db8:1:2:ffff::9")).as("same site").isEqualTo(429);
    }
  }

  @Test
  void aLimitCanBeSwitchedOff() {
    Map<String, Object> settings = limit("token", 1, "60s");
    settings.put(LIMITS + "token.enabled", false);
    try (var replica = Replica.withFakeClock(settings)) {
      assertThat(IntStream.range(0, 3).mapToObj(_ -> refresh(replica, someAddress())))
          .containsOnly(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"token.capacity, 0", "token.capacity, many", "token.period, 0s"})
  void aBadSettingEndsTheStart(String setting, String value) {
    assertThatThrownBy(() -> Server.replica(Map.of(LIMITS + setting, value)).close())
        .hasStackTraceContaining("holdfast.authserver.limits.token");
  }

  private static Map<String, Object> untrusting(Map<String, Object> settings) {
    settings.remove("holdfast.authserver.proxies.trusted");
    return settings;
  }

  private static HttpResponse<String> ask(
      Replica replica, String method, String path, String address) {
    return method.equals("GET")
        ? replica.get(path, FORWARDED_FOR, address)
        : replica.post(path, Map.of(), FORWARDED_FOR, address);
  }

  private static int refresh(Replica replica, String forwardedFor) {
    return replica
        .post("/oauth2/token", OAuthClient.refresh("unheard-of"), FORWARDED_FOR, forwardedFor)
        .statusCode();
  }

  private static double unchecked(Replica replica, String limit) {
    return replica
        .bean(MeterRegistry.class)
        .get("holdfast.limits.unchecked")
        .tag("limit", limit)
        .counter()
        .count();
  }

  private static double refusals(Replica replica, String limit) {
    return replica
        .bean(MeterRegistry.class)
        .get("holdfast.limits.refused")
        .tag("limit", limit)
        .counter()
        .count();
  }
}
