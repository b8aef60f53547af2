package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.AuditEvent.SessionReplaced;
import dev.holdfast.contracts.events.AuditEvent.SessionStolen;
import dev.holdfast.contracts.events.AuditEvent.ToolCalled;
import dev.holdfast.contracts.events.CallOutcome;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.testsupport.TestBroker;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people did with tools is on record, and nobody waits for that. */
@Timeout(60)
class AuditTest {

  private static final String TOPIC = TestBroker.any().newTopic("audit", 1);
  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.audit.enabled",
              true,
              "holdfast.gateway.audit.topic",
              TOPIC,
              "holdfast.gateway.aggregate.servers",
              "keyed",
              "holdfast.gateway.servers.tools.tools.admin.scopes",
              "admin",
              "holdfast.gateway.breaker.minimum-calls",
              20));
  private static final AuditReader reader = new AuditReader(TOPIC);

  @AfterAll
  static void stop() {
    reader.close();
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
  }

  @Test
  void callIsOnRecordWithWhoWhatAndHowLong() throws Exception {
    gateway.post("tools", token("ann"), null, call("echo"));

    ToolCalled called = reader.next(ToolCalled.class);
    assertThat(called.header().subject()).isEqualTo(new SubjectId(gateway.issuer.url(), "ann"));
    assertThat(called.clientId()).isEqualTo("a-client");
    assertThat(called.server()).isEqualTo("tools");
    assertThat(called.tool()).isEqualTo("echo");
    assertThat(called.outcome()).isEqualTo(CallOutcome.OK);
    assertThat(called.refusal()).isNull();
    assertThat(called.duration()).isBetween(0L, 30_000L);
    assertThat(called.arguments()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"isError\":true}}|ERROR",
        "200|{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32602}}|ERROR",
        "200|{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"isError\":false}}|OK",
        "500|{}|ERROR",
        "503|{}|UNAVAILABLE",
        "401|{}|UNAVAILABLE",
      })
  void answerDecidesTheOutcome(int status, String body, CallOutcome outcome) throws Exception {
    gateway.upstream.answer(exchange -> StubServer.json(exchange, status, body));

    gateway.post("keyed", token("ann", "keyed"), null, call("echo"));

    assertThat(reader.next(ToolCalled.class).outcome()).isEqualTo(outcome);
  }

  @Test
  void streamedErrorIsAnError() throws Exception {
    gateway.upstream.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          exchange
              .getResponseBody()
              .write(
                  """
                  data: {"jsonrpc":"2.0","method":"notifications/progress"}

                  data: {"jsonrpc":"2.0","id":7,"result":{"isError":true}}

                  """
                      .getBytes(StandardCharsets.UTF_8));
        });

    gateway.post("tools", token("ann"), null, call("echo"));

    assertThat(reader.next(ToolCalled.class).outcome()).isEqualTo(CallOutcome.ERROR);
  }

  @Test
  void refusedCallIsOnRecordWithItsReason() throws Exception {
    gateway.post("tools", token("ann"), null, call("admin"));

    ToolCalled called = reader.next(ToolCalled.class);
    assertThat(called.outcome()).isEqualTo(CallOutcome.REFUSED);
    assertThat(called.refusal()).isEqualTo("insufficient-scope");
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void callThatNeedsConsentIsOnRecordAsRefused() throws Exception {
    gateway.tokenService.answer(
        exchange ->
            StubServer.problem(
                exchange,
                404,
                "{\"type\":\"%s\",\"title\":\"x\",\"status\":404}"
                    .formatted(ProblemTypes.CONNECTION_MISSING)));

    gateway.post("profile", token("ann", "profile"), null, call("me"));

    ToolCalled called = reader.next(ToolCalled.class);
    assertThat(called.outcome()).isEqualTo(CallOutcome.REFUSED);
    assertThat(called.refusal()).isEqualTo("unauthenticated");
  }

  @Test
  void callThroughTheAggregateNamesItsServer() throws Exception {
    String token =
        gateway.issuer.token("ann", gateway.publicUrl() + "/mcp", RunningGateway.now()).sign();
    String body =
        """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"keyed_echo","_meta":{
        "io.modelcontextprotocol/protocolVersion":"2026-07-28",
        "io.modelcontextprotocol/clientInfo":{"name":"x","version":"1"},
        "io.modelcontextprotocol/clientCapabilities":{}}}}\
        """;

    gateway.send(
        gateway
            .request("", token)
            .uri(URI.create(gateway.publicUrl() + "/mcp"))
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "keyed_echo")
            .POST(HttpRequest.BodyPublishers.ofString(body)));

    ToolCalled called = reader.next(ToolCalled.class);
    assertThat(called.server()).isEqualTo("keyed");
    assertThat(called.tool()).isEqualTo("echo");
  }

  @Test
  void anonymousCallIsOnRecordAsSuch() throws Exception {
    gateway.post("open", null, null, call("echo"));

    ToolCalled called = reader.next(ToolCalled.class);
    assertThat(called.header().subject())
        .isEqualTo(new SubjectId("urn:holdfast:mcp-gateway", "anonymous"));
    assertThat(called.clientId()).isEqualTo("anonymous");
  }

  @Test
  void everyCallOfABatchIsOnRecord() throws Exception {
    gateway.upstream.answer(
        exchange ->
            StubServer.json(
                exchange, 200, "[{\"id\":7,\"result\":{}},{\"id\":8,\"error\":{\"code\":1}}]"));

    gateway.post(
        "tools",
        token("ann"),
        null,
        "[" + call("one") + "," + call("two").replace(":7,", ":8,") + "]");

    assertThat(reader.next(ToolCalled.class))
        .satisfies(called -> assertThat(called.outcome()).isEqualTo(CallOutcome.OK));
    assertThat(reader.next(ToolCalled.class))
        .satisfies(
            called -> {
              assertThat(called.tool()).isEqualTo("two");
              assertThat(called.outcome()).isEqualTo(CallOutcome.ERROR);
            });
  }

  @Test
  void stolenSessionIsOnRecordWithBothIdentities() throws Exception {
    String session = gateway.open("tools", token("ann"));

    gateway.post("tools", token("eve"), session, RunningGateway.LIST);

    SessionStolen stolen = reader.next(SessionStolen.class);
    assertThat(stolen.header().subject().subject()).isEqualTo("eve");
    assertThat(stolen.ownerIss()).isEqualTo(gateway.issuer.url());
    assertThat(stolen.ownerSub()).isEqualTo("ann");
    assertThat(stolen.server()).isEqualTo("tools");
  }

  @Test
  void replacedSessionIsOnRecord() throws Exception {
    String session = gateway.open("tools", token("ann"));
    ForgetfulServer forgetful = new ForgetfulServer();
    forgetful.version = "2025-11-25";
    gateway.upstream.answer(forgetful);

    gateway.post("tools", token("ann"), session, RunningGateway.LIST);

    assertThat(reader.next(SessionReplaced.class).header().subject().subject()).isEqualTo("ann");
  }

  private static String call(String tool) {
    return """
    {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"%s","arguments":{"text":"hello"}}}\
    """
        .formatted(tool);
  }

  private static String token(String subject) {
    return token(subject, "tools");
  }

  private static String token(String subject, String server) {
    return gateway.token(subject, server).sign();
  }
}
