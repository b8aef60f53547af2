package dev.holdfast.authserver.limit;

import static dev.holdfast.authserver.limit.Limited.FORWARDED_FOR;
import static dev.holdfast.authserver.limit.Limited.limit;
import static dev.holdfast.authserver.limit.Limited.retryAfter;
import static dev.holdfast.authserver.limit.Limited.someAddress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Device;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The limits that guessing meets: passwords of a user name, user codes of devices. */
class GuessingLimitsTest {

  @Test
  void replicasShareTheBudgetOfAUserName() {
    String username = "user-" + UUID.randomUUID();
    try (var one = Replica.withFakeClock(limit("login-user", 4, "60s"));
        var other = Replica.withFakeClock(limit("login-user", 4, "60s"))) {
      List<Integer> statuses =
          Stream.of(one, other, one, other, one, other)
              .map(replica -> login(replica, username).statusCode())
              .toList();

      assertThat(statuses).containsExactly(403, 403, 403, 403, 429, 429);
      assertThat(login(other, "another-" + username).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aBudgetIsNotOverspentAtOnce() {
    String username = "user-" + UUID.randomUUID();
    try (var one = Replica.withFakeClock(limit("login-user", 5, "60s"));
        var other = Replica.withFakeClock(limit("login-user", 5, "60s"))) {
      List<Integer> statuses =
          Races.values(
              Races.run(
                  20, caller -> () -> login(caller % 2 == 0 ? one : other, username).statusCode()));

      assertThat(statuses).hasSize(20).containsOnly(403, 429);
      assertThat(statuses).filteredOn(status -> status == 403).hasSize(5);
    }
  }

  @Test
  void whoWaitsAsToldIsLetInAndNoSooner() {
    String username = "user-" + UUID.randomUUID();
    try (var replica = Replica.withFakeClock(limit("login-user", 2, "60s"))) {
      login(replica, username);
      login(replica, username);
      HttpResponse<String> refused = login(replica, username);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("Wait 30 seconds");
      Duration wait = retryAfter(refused);
      assertThat(wait).isEqualTo(Duration.ofSeconds(30));
      replica.clock().advance(wait.minusMillis(1));
      assertThat(login(replica, username).statusCode()).isEqualTo(429);
      replica.clock().advance(Duration.ofMillis(1));
      assertThat(login(replica, username).statusCode()).isEqualTo(403);
    }
  }

  /** Whoever keeps the row busy gets no free guesses by it. */
  @Test
  void aBudgetThatIsInUseForTooLongRefuses() throws SQLException {
    String username = "user-" + UUID.randomUUID();
    Map<String, Object> settings = limit("login-user", 1000, "60s");
    settings.put("holdfast.authserver.limits.login-address.enabled", false);
    settings.put("holdfast.authserver.limits.patience", "1s");
    try (var replica = Replica.withFakeClock(settings);
        Connection other = Server.schema().dataSource().getConnection()) {
      assertThat(login(replica, username).statusCode()).isEqualTo(403);
      HttpResponse<String> page = loginPage(replica);
      other.setAutoCommit(false);
      try (Statement sql = other.createStatement()) {
        sql.execute("SELECT id FROM limit_bucket FOR UPDATE");

        assertThat(login(replica, page, username).statusCode()).isEqualTo(429);
      } finally {
        other.rollback();
      }
      assertThat(login(replica, page, username).statusCode()).isEqualTo(403);
    }
  }

  /** A spent budget is no reason to queue for its row. */
  @Test
  void whoIsTooEarlyIsRefusedWithoutTheDatabase() throws SQLException {
    String username = "user-" + UUID.randomUUID();
    Map<String, Object> settings = limit("login-user", 1, "60s");
    settings.put("holdfast.authserver.limits.login-address.enabled", false);
    try (var replica = Replica.withFakeClock(settings);
        Connection other = Server.schema().dataSource().getConnection()) {
      login(replica, username);
      HttpResponse<String> page = loginPage(replica);
      assertThat(login(replica, page, username).statusCode()).isEqualTo(429);
      other.setAutoCommit(false);
      try (Statement sql = other.createStatement()) {
        sql.execute("SELECT id FROM limit_bucket FOR UPDATE");

        assertThat(retryAfter(login(replica, page, username))).isEqualTo(Duration.ofSeconds(60));
      } finally {
        other.rollback();
      }
    }
  }

  @Test
  void guessingUserCodesIsLimitedAndRightCodesAreNoGuesses() {
    Map<String, Object> settings = limit("user-code", 3, "60s");
    try (var replica = Replica.with(settings)) {
      String address = someAddress();
      HttpResponse<String> page = replica.get("/device");
      String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
      for (int time = 0; time < 5; time++) {
        Map<String, String> form = codeForm(page, Device.begin().userCode());
        assertThat(enter(replica, form, cookie, address).statusCode()).isEqualTo(303);
      }
      Map<String, String> wrong = codeForm(page, "BBBB-BBBB");
      assertThat(
              IntStream.range(0, 4)
                  .mapToObj(_ -> enter(replica, wrong, cookie, address).statusCode()))
          .containsExactly(400, 400, 400, 429);
      assertThat(enter(replica, wrong, cookie, someAddress()).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void guessingUserCodesIsLimitedForAllTogether() {
    try (var replica = Replica.withFakeClock(limit("user-code-total", 2, "60s"))) {
      HttpResponse<String> page = replica.get("/device");
      String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
      Map<String, String> wrong = codeForm(page, "BBBB-BBBB");

      assertThat(
              IntStream.range(0, 3)
                  .mapToObj(_ -> enter(replica, wrong, cookie, someAddress()).statusCode()))
          .containsExactly(400, 400, 429);
    }
  }

  private static Map<String, String> codeForm(HttpResponse<String> page, String userCode) {
    Map<String, String> form = Browser.hidden(page);
    form.put("user_code", userCode);
    return form;
  }

  private static HttpResponse<String> enter(
      Replica replica, Map<String, String> form, String cookie, String address) {
    return replica.post("/device", form, "Cookie", cookie, FORWARDED_FOR, address);
  }

  private static HttpResponse<String> login(Replica replica, String username) {
    return login(replica, loginPage(replica), username);
  }

  private static HttpResponse<String> loginPage(Replica replica) {
    return replica.get("/oauth2/authorize?" + Browser.encode(OAuthClient.authorization()));
  }

  private static HttpResponse<String> login(
      Replica replica, HttpResponse<String> page, String username) {
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    Map<String, String> form = Browser.hidden(page);
    form.put("username", username);
    form.put("password", "wrong");
    return replica.post("/login", form, "Cookie", cookie);
  }
}
