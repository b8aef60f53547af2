package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server offers depends on the configuration, and on the scopes of whoever asks. */
@Timeout(60)
class OffersTest {

  private static final String TOOLS =
      """
      {"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"read"},{"name":"delete_all"},\
      {"name":"dropTable"},{"name":"secret"},{"name":"holdfast_status","title":"theirs"}]}}\
      """;

  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.ofEntries(
              Map.entry("holdfast.gateway.servers.tools.tools.delete_all.scopes", "admin root"),
              Map.entry("holdfast.gateway.servers.tools.tools.dropTable.scopes", "admin"),
              Map.entry("holdfast.gateway.servers.tools.tools.dropTable.hide", true),
              Map.entry("holdfast.gateway.servers.open.tools.dropTable.scopes", "admin"),
              Map.entry("holdfast.gateway.servers.open.status-tool", false),
              Map.entry("holdfast.gateway.servers.open.logout-tool", false),
              Map.entry("holdfast.gateway.servers.keyed.allow-tools", "read,del*"),
              Map.entry("holdfast.gateway.servers.keyed.allow-prompts", "hello"),
              Map.entry("holdfast.gateway.servers.keyed.allow-resources", "file:///public/*")));

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void list() {
    gateway.upstream.answer(exchange -> StubServer.json(exchange, 200, TOOLS));
  }

  @Test
  void missingToolScopesAreAllNamedAtOnceAndTheServerSeesNothing() throws Exception {
    var answer = post("tools", "mcp", call("delete_all"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains(
            "Bearer error=\"insufficient_scope\", resource_metadata=\"%s/.well-known/oauth-protected-resource/mcp/tools\", scope=\"mcp admin root\""
                .formatted(gateway.publicUrl()));
    assertThat(gateway.upstream.seen()).isEmpty();
    assertThat(post("tools", "mcp admin", call("delete_all")).statusCode()).isEqualTo(403);
    assertThat(post("tools", "mcp admin root", call("delete_all")).statusCode()).isEqualTo(200);
    assertThat(post("tools", "mcp", call("read")).statusCode()).isEqualTo(200);
  }

  /** A header that names a harmless tool changes nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void scopesAreJudgedByTheBody(String version) throws Exception {
    HttpRequest.Builder request =
        gateway
            .request("tools", token("tools", "mcp"))
            .header("MCP-Protocol-Version", version)
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "read")
            .POST(HttpRequest.BodyPublishers.ofString(call("delete_all")));

    assertThat(gateway.send(request).statusCode()).isEqualTo(403);
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  /** A server in a lenient language may read a text out of other JSON. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"method\":\"tools/call\",\"params\":{\"name\":[\"delete_all\"]}",
        "\"method\":[\"tools/call\"],\"params\":{\"name\":\"delete_all\"}",
        "\"method\":\"tools/call\",\"params\":{\"name\":null}",
        "\"method\":\"prompts/get\",\"params\":{\"name\":7}",
        "\"method\":\"resources/read\",\"params\":{\"uri\":{}}",
        "\"method\":\"completion/complete\",\"params\":{\"ref\":{\"name\":[\"x\"]}}",
      })
  void whatCannotBeJudgedDoesNotPass(String members) throws Exception {
    String message = "{\"jsonrpc\":\"2.0\",\"id\":2," + members + "}";
    for (String body : new String[] {message, "[" + message + "]"}) {
      var answer = post("tools", "mcp", body);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("-32600");
    }
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  /** Some servers do not tell keys apart by the case of their letters, and the last one counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"method\":\"tools/call\",\"params\":{\"name\":\"read\",\"Name\":\"delete_all\"}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"read\",\"NAME\":\"delete_all\"}",
        "\"method\":\"ping\",\"Method\":\"tools/call\",\"params\":{\"name\":\"delete_all\"}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"read\"},\"Params\":{\"name\":\"delete_all\"}",
        "\"method\":\"tools/call\",\"param\u017f\":{\"name\":\"delete_all\"},\"params\":{\"name\":\"read\"}",
        "\"ID\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"read\"}",
        "\"method\":\"prompts/get\",\"params\":{\"name\":\"a\",\"nAme\":\"b\"}",
        "\"method\":\"resources/read\",\"params\":{\"uri\":\"a\",\"Uri\":\"b\"}",
        "\"method\":\"completion/complete\",\"params\":{\"ref\":{\"name\":\"x\"},\"Ref\":{}}",
        "\"method\":\"completion/complete\",\"params\":{\"ref\":{\"name\":\"x\",\"Type\":\"y\"}}",
        "\"method\":\"subscriptions/listen\",\"params\":{\"Notifications\":{}}",
        "\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{\"ResourceSubscriptions\":[]}}",
        "\"method\":\"tools/call\",\"params\":{\"name\":\"read\",\"_Meta\":{}}",
        "\"method\":\"ping\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/ProtocolVersion\":\"x\"}}",
      })
  void keyThatIsLikeAJudgedOneButForItsCaseDoesNotPass(String members) throws Exception {
    String message = "{\"jsonrpc\":\"2.0\",\"id\":2," + members + "}";
    String token = token("tools", "mcp");
    gateway.post("tools", token, null, call("read"));
    list();
    for (String body : new String[] {message, "[" + message + "]"}) {
      var answer = gateway.post("tools", token, null, body);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("-32600");
    }
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void keysOfTheToolsOwnArgumentsMayBeAsTheyAre() throws Exception {
    String body = message("tools/call", "\"name\":\"read\",\"arguments\":{\"Name\":1,\"name\":2}");

    assertThat(post("tools", "mcp", body).statusCode()).isEqualTo(200);
  }

  /** MCP 2026-07-28, Caching: the same list of another caller may be a shorter one. */
  @ParameterizedTest
  @CsvSource({"tools,private", "keyed,public"})
  void listThatDependsOnTheCallerIsNobodyElses(String server, String scope) throws Exception {
    gateway.upstream.answer(
        exchange ->
            StubServer.json(
                exchange,
                200,
                "{\"id\":2,\"result\":{\"cacheScope\":\"public\",\"nextCursor\":\"n\",\"tools\":[{\"name\":\"read\"}]}}"));

    // All of it is for this caller, and nothing is added to it.
    assertThat(post(server, "mcp admin root", RunningGateway.LIST).body())
        .contains("\"cacheScope\":\"" + scope + "\"", "\"read\"");
  }

  @Test
  void batchIsJudgedOneByOne() throws Exception {
    String batch = "[" + call("read") + "," + call("delete_all") + "]";
    assertThat(post("tools", "mcp", batch).statusCode()).isEqualTo(403);
    for (String alone : new String[] {RunningGateway.LIST, call("holdfast_status")}) {
      var answer = post("tools", "mcp", "[" + call("read") + "," + alone + "]");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("-32600");
    }
    assertThat(gateway.upstream.seen()).isEmpty();
    assertThat(post("tools", "mcp", "[" + call("read") + "]").statusCode()).isEqualTo(200);
  }

  @Test
  void anonymousCallerOfAToolWithScopesIsAskedForAToken() throws Exception {
    var answer = gateway.post("open", null, null, call("dropTable"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("scope=\"admin\"");
    assertThat(gateway.upstream.seen()).isEmpty();
    assertThat(gateway.post("open", null, null, call("read")).statusCode()).isEqualTo(200);
  }

  @Test
  void unusableToolsAreListedUnlessTheyAreHidden() throws Exception {
    assertThat(post("tools", "mcp", RunningGateway.LIST).body())
        .contains("\"delete_all\"", "\"secret\"")
        .doesNotContain("dropTable");
    assertThat(post("tools", "mcp admin", RunningGateway.LIST).body()).contains("dropTable");
  }

  @Test
  void whatIsNotAllowedDoesNotExist() throws Exception {
    assertThat(post("keyed", "any", RunningGateway.LIST).body())
        .contains("\"read\"", "\"delete_all\"")
        .doesNotContain("dropTable", "secret");
    gateway.upstream.answer(exchange -> StubServer.json(exchange, 200, TOOLS));
    for (String call :
        new String[] {
          call("secret"),
          message("prompts/get", "\"name\":\"bye\""),
          message("resources/read", "\"uri\":\"file:///private/x\""),
          message("completion/complete", "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"bye\"}")
        }) {
      var answer = post("keyed", "any", call);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("-32602", "\"id\":7");
    }
    assertThat(gateway.upstream.seen()).isEmpty();
    assertThat(
            post("keyed", "any", message("resources/read", "\"uri\":\"file:///public/x\"")).body())
        .isEqualTo(TOOLS);
  }

  @Test
  void promptsAndResourcesAreFilteredToo() throws Exception {
    gateway.upstream.answer(
        exchange ->
            StubServer.json(
                exchange,
                200,
                "{\"id\":2,\"result\":{\"prompts\":[{\"name\":\"hello\"},{\"name\":\"bye\"}]}}"));
    assertThat(post("keyed", "any", message("prompts/list", "")).body())
        .isEqualTo("{\"id\":2,\"result\":{\"prompts\":[{\"name\":\"hello\"}]}}");
  }

  @Test
  void ownToolsAreAddedOnTheLastPageAndTheServersNamesakeIsKeptOut() throws Exception {
    assertThat(post("tools", "mcp", RunningGateway.LIST).body())
        .containsOnlyOnce("\"name\":\"holdfast_status\"")
        .containsOnlyOnce("\"name\":\"holdfast_logout\"")
        .doesNotContain("theirs");
    gateway.upstream.answer(
        exchange ->
            StubServer.json(
                exchange, 200, TOOLS.replace("\"tools\":[", "\"nextCursor\":\"n\",\"tools\":[")));
    assertThat(post("tools", "mcp", RunningGateway.LIST).body())
        .contains("\"read\"", "\"nextCursor\":\"n\"")
        .doesNotContain("holdfast");
  }

  @Test
  void serverWithoutOwnToolsAnswersInItsOwnBytes() throws Exception {
    assertThat(gateway.post("open", null, null, RunningGateway.LIST).body()).isEqualTo(TOOLS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void listInAStreamIsChangedAndTheEventsBeforeItAreNot(String end) throws Exception {
    String progress = "id: 1\ndata: {\"method\":\"x\",\"n\":1.00}\n\n".replace("\n", end);
    String list = ("event: message\nid: 2\ndata: " + TOOLS + "\n\n").replace("\n", end);
    gateway.upstream.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          for (byte one : (progress + list).getBytes(StandardCharsets.UTF_8)) {
            exchange.getResponseBody().write(one);
            exchange.getResponseBody().flush();
          }
        });

    String body = post("tools", "mcp", RunningGateway.LIST).body();

    assertThat(body)
        .startsWith(":\n\n" + progress)
        .contains("event: message\nid: 2\ndata: {", "\"holdfast_logout\"", "\"read\"")
        .doesNotContain("theirs", "dropTable");
  }

  private static String call(String tool) {
    return message("tools/call", "\"name\":\"" + tool + "\"");
  }

  private static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":{%s}}"
        .formatted(method, params);
  }

  private static HttpResponse<String> post(String name, String scope, String body)
      throws Exception {
    return gateway.post(name, token(name, scope), null, body);
  }

  private static String token(String name, String scope) {
    return gateway.token("ann", name).with("scope", scope).sign();
  }
}
