package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.holdfast.contracts.problem.ProblemTypes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has no connection any more is asked for one where the client can show an address. */
@Timeout(60)
class ElicitationTest {

  private static final String CAPABLE = "{\"elicitation\":{\"form\":{},\"url\":{}}}";
  private static final String FORMS_ONLY = "{\"elicitation\":{\"form\":{}}}";
  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.servers.profile.eras", "both",
              "holdfast.gateway.aggregate.servers", "profile",
              "holdfast.gateway.aggregate.scopes", "mcp"));

  private volatile boolean connected;
  private volatile boolean linking = true;

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
    gateway.tokenService.answer(this::tokenService);
  }

  @Test
  void legacyClientGetsTheErrorWithAnAddressThatNamesNobody() throws Exception {
    String session = session(CAPABLE);

    HttpResponse<String> answer = legacy(session, call());

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode error = json(answer).path("error");
    assertThat(json(answer).path("id").asInt()).isEqualTo(7);
    assertThat(error.path("code").asInt()).isEqualTo(-32042);
    JsonNode question = error.path("data").path("elicitations").path(0);
    assertThat(question.path("mode").asText()).isEqualTo("url");
    assertThat(question.path("url").asText())
        .isEqualTo(gateway.issuer.url() + "/connect/link/l1nk")
        .doesNotContain("ann", "demo");
    assertThat(question.path("elicitationId").asText()).isNotEmpty();
    assertThat(question.path("message").asText()).contains("demo");
    assertThat(gateway.upstream.seen()).isEmpty();
    var made =
        gateway.tokenService.seen().stream()
            .filter(seen -> seen.path().equals("/connections/link"))
            .findFirst()
            .orElseThrow();
    assertThat(made.body()).contains("\"ann\"", gateway.issuer.url(), "\"demo\"");
  }

  @Test
  void legacyCallGoesThroughOnceTheConnectionIsThere() throws Exception {
    String session = session(CAPABLE);
    legacy(session, call());
    connected = true;

    assertThat(legacy(session, call()).statusCode()).isEqualTo(200);
    assertThat(gateway.upstream.seen()).hasSize(1);
  }

  @Test
  void clientThatCannotShowAnAddressIsChallenged() throws Exception {
    assertThat(legacy(session(FORMS_ONLY), call()).statusCode()).isEqualTo(401);
    assertThat(modern(FORMS_ONLY, "").statusCode()).isEqualTo(401);
  }

  @Test
  void aggregateAsksForTheConnectionOfTheServerThatTheToolIsFrom() throws Exception {
    URI aggregate = URI.create(gateway.publicUrl() + "/mcp");
    String token =
        gateway
            .issuer
            .token("ann", aggregate.toString(), RunningGateway.now())
            .with("scope", "mcp")
            .sign();
    String session =
        gateway
            .post(aggregate, token, null, initialize(CAPABLE))
            .headers()
            .firstValue("Mcp-Session-Id")
            .orElseThrow();

    JsonNode error =
        json(gateway.post(aggregate, token, session, call("profile_me"))).path("error");

    assertThat(error.path("code").asInt()).isEqualTo(-32042);
    JsonNode question = error.path("data").path("elicitations").path(0);
    assertThat(question.path("url").asText()).endsWith("/connect/link/l1nk");
    assertThat(question.path("message").asText()).contains("demo");
    assertThat(gateway.upstream.seen()).isEmpty();

    connected = true;
    assertThat(gateway.post(aggregate, token, session, call("profile_me")).statusCode())
        .isEqualTo(200);
    assertThat(gateway.upstream.seen().getLast().body()).contains("\"name\":\"me\"");
  }

  @Test
  void listsAndOpeningsAreChallengedAsBefore() throws Exception {
    assertThat(legacy(session(CAPABLE), RunningGateway.LIST).statusCode()).isEqualTo(401);
    assertThat(gateway.post("profile", token(), null, initialize(CAPABLE)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void modernClientIsAskedForInputAndItsAnswerStaysHere() throws Exception {
    HttpResponse<String> answer = modern(CAPABLE, "");

    JsonNode result = json(answer).path("result");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(result.path("resultType").asText()).isEqualTo("input_required");
    JsonNode question = result.path("inputRequests").path("dev.holdfast/connect");
    assertThat(question.path("method").asText()).isEqualTo("elicitation/create");
    assertThat(question.path("params").path("url").asText()).endsWith("/connect/link/l1nk");
    assertThat(gateway.upstream.seen()).isEmpty();

    connected = true;
    String given =
        ",\"inputResponses\":{\"dev.holdfast/connect\":{\"action\":\"accept\"},\"theirs\":{}}";
    assertThat(modern(CAPABLE, given).statusCode()).isEqualTo(200);
    assertThat(gateway.upstream.seen().getFirst().body())
        .contains("\"theirs\"", "\"tools/call\"")
        .doesNotContain("dev.holdfast/connect");
  }

  @Test
  void whoSaysDoneWithoutAConnectionIsAskedAgain() throws Exception {
    String given = ",\"inputResponses\":{\"dev.holdfast/connect\":{\"action\":\"accept\"}}";

    assertThat(json(modern(CAPABLE, given)).path("result").path("resultType").asText())
        .isEqualTo("input_required");
  }

  @Test
  void whoDeclinesIsNotAskedAgain() throws Exception {
    String given = ",\"inputResponses\":{\"dev.holdfast/connect\":{\"action\":\"decline\"}}";

    assertThat(json(modern(CAPABLE, given)).path("error").path("code").asInt()).isEqualTo(-32000);
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void withoutALinkThereIsTheChallenge() throws Exception {
    linking = false;

    assertThat(modern(CAPABLE, "").statusCode()).isEqualTo(401);
  }

  @Test
  void whoSignsInElsewhereIsChallenged() throws Exception {
    String token =
        gateway.secondIssuer.token("ann", gateway.resource("profile"), RunningGateway.now()).sign();

    assertThat(modern(token, CAPABLE, "").statusCode()).isEqualTo(401);
  }

  private void tokenService(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().endsWith("/link") && linking) {
      StubServer.json(exchange, 200, "{\"link\":\"l1nk\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
    } else if (connected) {
      StubServer.json(exchange, 200, "{\"accessToken\":\"upstream-token\"}");
    } else {
      StubServer.problem(
          exchange,
          404,
          "{\"type\":\"%s\",\"title\":\"x\",\"status\":404}"
              .formatted(ProblemTypes.CONNECTION_MISSING));
    }
  }

  private String session(String capabilities) throws Exception {
    connected = true;
    String session =
        gateway
            .post("profile", token(), null, initialize(capabilities))
            .headers()
            .firstValue("Mcp-Session-Id")
            .orElseThrow();
    connected = false;
    gateway.upstream.answer(RunningGateway::mcp);
    return session;
  }

  private static HttpResponse<String> legacy(String session, String body) throws Exception {
    return gateway.post("profile", token(), session, body);
  }

  private static HttpResponse<String> modern(String capabilities, String given) throws Exception {
    return modern(token(), capabilities, given);
  }

  private static HttpResponse<String> modern(String token, String capabilities, String given)
      throws Exception {
    String body =
        """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"me"%s,"_meta":{
        "io.modelcontextprotocol/protocolVersion":"2026-07-28",
        "io.modelcontextprotocol/clientInfo":{"name":"x","version":"1"},
        "io.modelcontextprotocol/clientCapabilities":%s}}}"""
            .formatted(given, capabilities);
    return gateway.send(
        gateway
            .request("profile", token)
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "me")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String call() {
    return call("me");
  }

  private static String call(String tool) {
    return """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"%s"}}"""
        .formatted(tool);
  }

  private static String initialize(String capabilities) {
    return """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",
        "capabilities":%s,"clientInfo":{"name":"x","version":"1"}}}"""
        .formatted(capabilities);
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static String token() {
    return gateway.token("ann", "profile").sign();
  }
}
