package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both eras of MCP on one endpoint: each server gets what it can read, and each client learns. */
class EraTest extends EraScene {

  @Test
  void modernRequestPassesByteForByteAndWithoutSession() throws Exception {
    String odd = " " + CALL.replace("\"id\":5", "\"requestState\" : \"\\u0041=\", \"id\":5") + "\n";
    Map<String, String> headers = headers("tools/call", "echo");
    headers.put("Mcp-Session-Id", "hf1.stale");
    headers.put("Last-Event-ID", "7");
    headers.put("Mcp-Param-Region", "=?base64?4pi6?=");

    HttpResponse<String> answer = post("tools", headers, odd);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
    var seen = gateway.upstream.seen().getFirst();
    assertThat(seen.body()).isEqualTo(odd);
    assertThat(seen.headers()).doesNotContainKeys("Mcp-session-id", "Last-event-id");
    assertThat(seen.headers().getFirst("Mcp-Param-Region")).isEqualTo("=?base64?4pi6?=");
    assertThat(seen.headers().getFirst("Mcp-Method")).isEqualTo("tools/call");
    assertThat(seen.headers().getFirst("MCP-Protocol-Version")).isEqualTo(MODERN);
  }

  @Test
  void encodedNameIsComparedDecoded() throws Exception {
    String smile = message("tools/call", "\"name\":\"☺\"," + META);

    assertThat(post("tools", headers("tools/call", "=?base64?4pi6?="), smile).statusCode())
        .isEqualTo(200);
    assertThat(post("tools", headers("tools/call", "=?BASE64?4pi6?="), smile).statusCode())
        .isEqualTo(400);
  }

  @Test
  void serverDiscoverAndSubscriptionsPass() throws Exception {
    for (String method : List.of("server/discover", "subscriptions/listen", "x/unknown")) {
      gateway.upstream.answer(
          exchange -> StubServer.json(exchange, 404, "{\"error\":{\"code\":-32601}}"));

      var answer = post("tools", headers(method, null), message(method, META));

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":-32601}}");
      assertThat(gateway.upstream.seen()).hasSize(1);
    }
  }

  @Test
  void modernNotificationNeedsNoMirroredHeaders() throws Exception {
    gateway.upstream.answer(exchange -> exchange.sendResponseHeaders(202, -1));

    var answer =
        post(
            "tools",
            new TreeMap<>(Map.of("MCP-Protocol-Version", MODERN)),
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void legacyServerSendsModernClientsToInitialize() throws Exception {
    HttpResponse<String> answer = post("open", headers("tools/call", "echo"), CALL);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("begin with initialize", "\"id\":5", "2025-11-25");
  }

  @ParameterizedTest
  @ValueSource(strings = {RunningGateway.INITIALIZE, RunningGateway.LIST})
  void modernServerNamesItsVersionsToLegacyClients(String message) throws Exception {
    HttpResponse<String> answer = post("keyed", new TreeMap<>(), message);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("-32022", "\"supported\":[\"2026-07-28\"]");
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void modernServerHasNeitherStreamsNorSessions() throws Exception {
    for (String verb : List.of("GET", "DELETE")) {
      var answer = gateway.call(verb, "keyed", token("keyed"), "hf1.stale", "");

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }
    var both =
        gateway.request("tools", token("tools")).header("MCP-Protocol-Version", MODERN).GET();
    assertThat(gateway.send(both).statusCode()).isEqualTo(405);
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void initializeOpensASessionBesideModernTraffic() throws Exception {
    assertThat(post("tools", headers("tools/list", null), LIST).statusCode()).isEqualTo(200);
    String session = gateway.open("tools", token("tools"));
    assertThat(gateway.post("tools", token("tools"), session, RunningGateway.LIST).statusCode())
        .isEqualTo(200);
    assertThat(gateway.upstream.seen().getLast().headers().getFirst("Mcp-Session-Id"))
        .isEqualTo("upstream-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-01-01", "1900-01-01", "x", ""})
  void unknownVersionOfALegacyRequestIsRefused(String version) throws Exception {
    var answer =
        post("tools", new TreeMap<>(Map.of("MCP-Protocol-Version", version)), RunningGateway.LIST);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("-32600").doesNotContain("-32022");
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26"})
  void everyLegacyVersionPasses(String version) throws Exception {
    assertThat(
            post("tools", Map.of("MCP-Protocol-Version", version), RunningGateway.LIST)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void modernServerIsFoundOutOnce() throws Exception {
    try (RunningGateway other = RunningGateway.start()) {
      other.upstream.answer(EraTest::discovered);
      String token = other.token("ann", "tools").sign();
      for (int i = 0; i < 3; i++) {
        assertThat(post(other, "tools", token, headers("tools/call", "echo"), CALL).statusCode())
            .isEqualTo(200);
      }
      assertThat(other.upstream.seen().stream().map(seen -> seen.headers().getFirst("Mcp-Method")))
          .containsExactly("server/discover", "tools/call", "tools/call", "tools/call");
    }
  }

  @Test
  void legacyServerIsFoundOutByOneHarmlessQuestion() throws Exception {
    try (RunningGateway other = RunningGateway.start()) {
      other.upstream.answer(
          exchange ->
              StubServer.json(exchange, 400, "{\"error\":{\"code\":-32000,\"message\":\"?\"}}"));
      String token = other.token("ann", "tools").sign();
      for (int i = 0; i < 3; i++) {
        var answer = post(other, "tools", token, headers("tools/call", "other name"), CALL);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("begin with initialize").doesNotContain("-3202");
      }
      assertThat(other.upstream.seen()).hasSize(1);
      assertThat(other.upstream.seen().getFirst().body()).contains("server/discover");
    }
  }

  @Test
  void silentServerIsAskedAgain() throws Exception {
    try (RunningGateway other = RunningGateway.start()) {
      other.upstream.answer(exchange -> StubServer.json(exchange, 503, "{}"));
      String token = other.token("ann", "tools").sign();
      assertThat(post(other, "tools", token, headers("tools/call", "echo"), CALL).statusCode())
          .isEqualTo(502);
      other.upstream.answer(EraTest::discovered);
      assertThat(post(other, "tools", token, headers("tools/call", "echo"), CALL).statusCode())
          .isEqualTo(200);
    }
  }

  /** Whoever needs to know waits together, and not for as long as a call may take. */
  @Test
  void serverThatHangsIsAskedOnceForAllWhoWait() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (RunningGateway other = RunningGateway.start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.upstream.answer(
          exchange -> {
            try {
              assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      String token = other.token("ann", "tools").sign();
      List<Future<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(
            threads.submit(() -> post(other, "tools", token, headers("tools/call", "echo"), CALL)));
      }

      for (Future<HttpResponse<String>> call : calls) {
        assertThat(call.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(504);
      }
      assertThat(other.upstream.seen()).hasSizeLessThan(4);
    } finally {
      release.countDown();
    }
  }

  @Test
  void serverThatRefusesInitializeAsModernOnesDoIsRemembered() throws Exception {
    try (RunningGateway other = RunningGateway.start()) {
      String told = "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32020,\"message\":\"m\"}}";
      other.upstream.answer(exchange -> StubServer.json(exchange, 400, told));
      String token = other.token("ann", "tools").sign();

      assertThat(other.post("tools", token, null, RunningGateway.INITIALIZE).body())
          .isEqualTo(told);
      assertThat(other.post("tools", token, null, RunningGateway.LIST).body()).contains("-32022");
      assertThat(other.call("GET", "tools", token, null, "").statusCode()).isEqualTo(405);
      assertThat(other.upstream.seen()).hasSize(1);
    }
  }

  private static void discovered(HttpExchange exchange) throws IOException {
    boolean asked = "server/discover".equals(exchange.getRequestHeaders().getFirst("Mcp-Method"));
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    String result = asked ? "{\"supportedVersions\":[\"2026-07-28\"]}" : "{}";
    exchange
        .getResponseBody()
        .write(
            ("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":\"holdfast\",\"result\":"
                    + result
                    + "}\n\n")
                .getBytes(StandardCharsets.UTF_8));
  }
}
