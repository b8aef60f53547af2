package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both eras of MCP on one endpoint: each server gets what it can read, and each client learns. */
class EraTest {

  private static final String MODERN = "2026-07-28";
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final String LIST = message("tools/list", META);
  private static final String CALL = message("tools/call", "\"name\":\"echo\"," + META);

  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.servers.tools.eras", "both",
              "holdfast.gateway.servers.open.eras", "legacy",
              "holdfast.gateway.servers.keyed.eras", "modern"));

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
  }

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

  static Stream<Arguments> malformed() {
    String wrongVersion = CALL.replace(MODERN, "1900-01-01");
    String noCapabilities = LIST.replace(",\"io.modelcontextprotocol/clientCapabilities\":{}", "");
    return Stream.of(
        bad("no version header", without("MCP-Protocol-Version"), CALL, -32020),
        bad("other version header", with("MCP-Protocol-Version", "2025-11-25"), CALL, -32020),
        bad("no method header", without("Mcp-Method"), CALL, -32020),
        bad("other method header", with("Mcp-Method", "tools/list"), CALL, -32020),
        bad("method in other case", with("Mcp-Method", "Tools/Call"), CALL, -32020),
        bad("encoded method", with("Mcp-Method", "=?base64?dG9vbHMvY2FsbA==?="), CALL, -32020),
        bad("no name header", without("Mcp-Name"), CALL, -32020),
        bad("other name header", with("Mcp-Name", "delete_all"), CALL, -32020),
        bad("name with broken base64", with("Mcp-Name", "=?base64?%%?="), CALL, -32020),
        bad("name with broken UTF-8", with("Mcp-Name", "=?base64?/w==?="), CALL, -32020),
        bad(
            "name without a body value",
            with("Mcp-Name", "echo"),
            message("tools/call", META),
            -32020),
        bad(
            "no URI header",
            headers("resources/read", null),
            message("resources/read", "\"uri\":\"a:b\"," + META),
            -32020),
        bad(
            "other URI header",
            headers("resources/read", "a:c"),
            message("resources/read", "\"uri\":\"a:b\"," + META),
            -32020),
        bad(
            "other prompt header",
            headers("prompts/get", "x"),
            message("prompts/get", "\"name\":\"y\"," + META),
            -32020),
        bad("unknown version", with("MCP-Protocol-Version", "1900-01-01"), wrongVersion, -32022),
        bad(
            "no _meta",
            with("Mcp-Name", "echo"),
            message("tools/call", "\"name\":\"echo\""),
            -32602),
        bad("no capabilities", headers("tools/list", null), noCapabilities, -32602),
        bad(
            "capabilities no object",
            headers("tools/list", null),
            LIST.replace("clientCapabilities\":{}", "clientCapabilities\":7"),
            -32602),
        bad("no id", headers("tools/list", null), LIST.replace("\"id\":5", "\"id\":null"), -32600),
        bad(
            "broken id",
            headers("tools/list", null),
            LIST.replace("\"id\":5", "\"id\":1.5"),
            -32600),
        bad(
            "a response",
            with("Mcp-Method", "x"),
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}",
            -32600),
        bad("a batch", with("Mcp-Method", "x"), "[" + LIST + "]", -32600),
        bad("no JSON", headers("tools/list", null), "{\"id\":5,", -32700),
        bad("JSON twice", headers("tools/list", null), LIST + LIST, -32700),
        bad(
            "a key twice",
            headers("tools/list", null),
            LIST.replace("{\"j", "{\"id\":5,\"j"),
            -32700),
        bad(
            "too deep",
            headers("tools/list", null),
            message("tools/list", "\"a\":" + "[".repeat(200) + "]".repeat(200) + "," + META),
            -32700));
  }

  @ParameterizedTest
  @MethodSource
  void malformed(Map<String, String> headers, String body, int code) throws Exception {
    HttpResponse<String> answer = post("tools", headers, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("\"code\":" + code + ",");
    if (body.startsWith("{") && body.contains("\"id\":5,") && code != -32700) {
      assertThat(answer.body()).contains("\"id\":5,");
    }
    if (code == -32022) {
      assertThat(answer.body())
          .contains("\"supported\":[\"2026-07-28\",\"2025-11-25\"")
          .contains("\"requested\":\"1900-01-01\"");
    }
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  /** A client of both eras would not fall back after an error of the modern ones. */
  @ParameterizedTest
  @MethodSource("malformed")
  void legacyServerSeesNoModernTrafficAndItsClientNoModernError(
      Map<String, String> headers, String body, int ignored) throws Exception {
    HttpResponse<String> answer = post("open", headers, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("-3202").containsAnyOf("-32600", "-32700");
    assertThat(ignored).isNegative();
    assertThat(gateway.upstream.seen()).isEmpty();
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

  private static Arguments bad(String name, Map<String, String> headers, String body, int code) {
    return argumentSet(name, headers, body, code);
  }

  private static Map<String, String> with(String header, String value) {
    Map<String, String> headers = headers("tools/call", "echo");
    headers.put(header, value);
    return headers;
  }

  private static Map<String, String> without(String header) {
    Map<String, String> headers = headers("tools/call", "echo");
    headers.remove(header);
    return headers;
  }

  private static Map<String, String> headers(String method, @Nullable String name) {
    Map<String, String> headers =
        new TreeMap<>(Map.of("MCP-Protocol-Version", MODERN, "Mcp-Method", method));
    if (name != null) {
      headers.put("Mcp-Name", name);
    }
    return headers;
  }

  private static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"%s\",\"params\":{%s}}"
        .formatted(method, params);
  }

  private static HttpResponse<String> post(String name, Map<String, String> headers, String body)
      throws Exception {
    return post(gateway, name, token(name), headers, body);
  }

  private static HttpResponse<String> post(
      RunningGateway at, String name, String token, Map<String, String> headers, String body)
      throws Exception {
    HttpRequest.Builder request = at.request(name, token);
    headers.forEach(request::setHeader);
    return at.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String token(String name) {
    return gateway.token("ann", name).sign();
  }
}
