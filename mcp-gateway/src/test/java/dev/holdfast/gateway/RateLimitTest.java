package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's budget is theirs alone, per server and per tool. */
@Timeout(60)
class RateLimitTest {

  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.servers.keyed.rate", "3/1h",
              "holdfast.gateway.servers.open.rate", "2/1h",
              "holdfast.gateway.servers.tools.tools.slow.rate", "2/1h",
              "holdfast.gateway.aggregate.servers", "tools,keyed",
              "holdfast.gateway.limits.aggregate-rate", "4/1h",
              "holdfast.gateway.limits.session-ends", "2/1h"));

  private final String person = UUID.randomUUID().toString();

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
  }

  @Test
  void whoAsksTooMuchIsToldWhenToComeBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(list("keyed", person).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> refused = list("keyed", person);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
        .isBetween(1L, 1_201L);
    var error = new ObjectMapper().readTree(refused.body());
    assertThat(error.path("id").asInt()).isEqualTo(2);
    assertThat(error.path("error").path("code").asInt()).isEqualTo(-32000);
    assertThat(error.path("error").path("data").path("retryAfter").asLong()).isPositive();
    assertThat(gateway.upstream.seen()).hasSize(3);
    MeterRegistry metrics = gateway.server.getApplicationContext().getBean(MeterRegistry.class);
    assertThat(
            metrics
                .get("holdfast.gateway.limits.refused")
                .tags("server", "keyed", "what", "user")
                .counter()
                .count())
        .isPositive();
  }

  @Test
  void othersAndOtherServersAreUnharmed() throws Exception {
    for (int i = 0; i < 4; i++) {
      list("keyed", person);
    }

    assertThat(list("keyed", UUID.randomUUID().toString()).statusCode()).isEqualTo(200);
    assertThat(list("tools", person).statusCode()).isEqualTo(200);
    String elsewhere =
        gateway.secondIssuer.token(person, gateway.resource("keyed"), RunningGateway.now()).sign();
    assertThat(gateway.post("keyed", elsewhere, null, RunningGateway.LIST).statusCode())
        .isEqualTo(200);
  }

  @Test
  void toolHasABudgetOfItsOwn() throws Exception {
    assertThat(call("slow").statusCode()).isEqualTo(200);
    assertThat(call("slow").statusCode()).isEqualTo(200);

    assertThat(call("slow").statusCode()).isEqualTo(429);
    assertThat(call("fast").statusCode()).isEqualTo(200);
  }

  @Test
  void toolsBudgetHoldsInTheAggregateToo() throws Exception {
    call("slow");
    call("slow");
    String session =
        together(RunningGateway.INITIALIZE, null)
            .headers()
            .firstValue("Mcp-Session-Id")
            .orElseThrow();

    assertThat(together(body("tools_slow"), session).statusCode()).isEqualTo(429);
  }

  @Test
  void aggregateHasABudgetOfItsOwn() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(together(RunningGateway.INITIALIZE, null).statusCode()).isEqualTo(200);
    }

    assertThat(together(RunningGateway.INITIALIZE, null).statusCode()).isEqualTo(429);
  }

  @Test
  void batchCountsAsItsParts() throws Exception {
    String batch = "[" + body("slow") + "," + body("slow") + "," + body("slow") + "]";

    assertThat(gateway.post("tools", token("tools", person), null, batch).statusCode())
        .isEqualTo(429);
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  /** Every gateway has to remember it for as long as the session could have lived. */
  @Test
  void whoEndsSessionsOnAndOnIsToldWhenToComeBack() throws Exception {
    String token = token("tools", person);
    String last = "";
    for (int i = 0; i < 3; i++) {
      last = gateway.open("tools", token);
      assertThat(gateway.call("DELETE", "tools", token, last, "").statusCode())
          .isEqualTo(i < 2 ? 200 : 429);
    }
    assertThat(gateway.post("tools", token, last, RunningGateway.LIST).statusCode()).isEqualTo(200);
    String other = token("tools", UUID.randomUUID().toString());
    assertThat(
            gateway.call("DELETE", "tools", other, gateway.open("tools", other), "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void callersWithoutATokenShareOneBudget() throws Exception {
    int let = 0;
    for (int i = 0; i < 4; i++) {
      let += gateway.post("open", null, null, RunningGateway.LIST).statusCode() == 200 ? 1 : 0;
    }

    assertThat(let).isEqualTo(2);
  }

  @Test
  void budgetHoldsForCallsAtOnce() throws Exception {
    List<Future<Integer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        answers.add(threads.submit(() -> list("keyed", person).statusCode()));
      }
    }

    assertThat(answers)
        .extracting(Future::resultNow)
        .filteredOn(status -> status == 200)
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "0/1m", "5/0s", "5/1y", "5"})
  void unreadableRateStopsTheStart(String rate) {
    assertThatThrownBy(
            () -> RunningGateway.start(Map.of("holdfast.gateway.servers.tools.rate", rate)))
        .rootCause()
        .hasMessageContaining("holdfast.gateway.servers.tools.rate");
  }

  private HttpResponse<String> call(String tool) throws Exception {
    return gateway.post("tools", token("tools", person), null, body(tool));
  }

  private HttpResponse<String> together(String body, @Nullable String session) throws Exception {
    String endpoint = gateway.publicUrl() + "/mcp";
    var request =
        gateway
            .request("", gateway.issuer.token(person, endpoint, RunningGateway.now()).sign())
            .uri(URI.create(endpoint))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return gateway.send(session == null ? request : request.header("Mcp-Session-Id", session));
  }

  private static HttpResponse<String> list(String server, String subject) throws Exception {
    return gateway.post(server, token(server, subject), null, RunningGateway.LIST);
  }

  private static String token(String server, String subject) {
    return gateway.token(subject, server).sign();
  }

  private static String body(String tool) {
    return """
    {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"%s"}}\
    """
        .formatted(tool);
  }
}
