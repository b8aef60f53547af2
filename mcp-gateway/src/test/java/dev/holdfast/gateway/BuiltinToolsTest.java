package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.SessionEvent.SessionsEnded;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gateway's own tools: who am I, and log out everywhere. */
@Timeout(60)
class BuiltinToolsTest {

  private static final Duration T = Duration.ofSeconds(2);
  private static final RunningGateway gateway = RunningGateway.start();

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
    gateway.tokenService.answer(
        exchange -> StubServer.json(exchange, 200, "{\"accessToken\":\"upstream-token\"}"));
  }

  @Test
  void statusTellsWhoOneIsAndNeverAToken() throws Exception {
    String token = token("tools", "ann");
    var answer = gateway.post("tools", token, null, call("holdfast_status"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .contains("\"id\":\"seven\"", "\"isError\":false", "\"structuredContent\":{")
        .contains("\"issuer\":\"" + gateway.issuer.url() + "\"", "\"subject\":\"ann\"")
        .containsPattern("\"expiresInSeconds\":\\d+")
        .contains("\"connections\":[]")
        .doesNotContain(token, "upstream-token");
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void statusTellsWhichConnectionIsThere() throws Exception {
    assertThat(status()).contains("\"provider\":\"demo\",\"state\":\"connected\"");
    missing();
    assertThat(status()).contains("\"state\":\"missing\"");
    gateway.tokenService.answer(exchange -> StubServer.json(exchange, 500, "{}"));
    assertThat(status()).contains("\"state\":\"unknown\"");
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void anonymousCallerHasAStatusAndNothingToLogOutOf() throws Exception {
    assertThat(gateway.post("open", null, null, call("holdfast_status")).body())
        .contains("\"anonymous\":true");
    assertThat(gateway.post("open", null, null, call("holdfast_logout")).body())
        .contains("\"isError\":true");
    assertThat(gateway.tokenService.seen()).isEmpty();
  }

  @Test
  void modernCallIsAnsweredInItsOwnShape() throws Exception {
    String body =
        """
        {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"holdfast_status","_meta":{\
        "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
        "io.modelcontextprotocol/clientCapabilities":{}}}}""";
    var request =
        gateway
            .request("tools", token("tools", "ann"))
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call");
    var answer =
        gateway.send(
            request
                .copy()
                .header("Mcp-Name", "holdfast_status")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.body()).contains("\"resultType\":\"complete\"", "\"id\":5");
    var mismatched =
        gateway.send(
            request
                .copy()
                .header("Mcp-Name", "other")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(mismatched.statusCode()).isEqualTo(400);
    assertThat(mismatched.body()).contains("-32020");
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void strangersSessionDoesNotGetAnAnswer() throws Exception {
    String session = gateway.open("tools", token("tools", "ann"));
    assertThat(
            gateway
                .post("tools", token("tools", "eve"), session, call("holdfast_logout"))
                .statusCode())
        .isEqualTo(404);
    assertThat(gateway.tokenService.seen()).isEmpty();
  }

  @Test
  void logoutEndsEverySessionOfThatUserAndNobodyElses() throws Exception {
    String who = UUID.randomUUID().toString();
    String one = gateway.open("tools", token("tools", who));
    String two = gateway.open("profile", token("profile", who));
    String others = gateway.open("tools", token("tools", "ann"));
    gateway.tokenService.answer(
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
        });

    var answer = gateway.post("tools", token("tools", who), one, call("holdfast_logout"));

    assertThat(answer.body()).contains("\"loggedOut\":true", "\"isError\":false");
    var asked = gateway.tokenService.seen().getFirst();
    assertThat(asked.path()).isEqualTo("/connections/disconnect-all");
    assertThat(asked.body()).contains(who, gateway.issuer.url());
    assertThat(list("tools", who, one)).isEqualTo(404);
    // The client whose connection went is asked to authorize again.
    missing();
    assertThat(list("profile", who, two)).isEqualTo(401);
    assertThat(list("tools", "ann", others)).isEqualTo(200);
    assertThat(list("tools", who, gateway.open("tools", token("tools", who)))).isEqualTo(200);
  }

  @Test
  void logoutThatFailsSaysSoAndEndsNothing() throws Exception {
    String who = UUID.randomUUID().toString();
    String session = gateway.open("tools", token("tools", who));
    gateway.tokenService.answer(exchange -> StubServer.json(exchange, 503, "{}"));

    var answer = gateway.post("tools", token("tools", who), session, call("holdfast_logout"));

    assertThat(answer.body()).contains("\"loggedOut\":false", "\"isError\":true");
    assertThat(list("tools", who, session)).isEqualTo(200);
  }

  @Test
  void logoutElsewhereEndsOlderSessionsHereAndAtAReplicaThatStartsLater() throws Exception {
    String who = UUID.randomUUID().toString();
    String session = gateway.open("tools", token("tools", who));
    var subject = new SubjectId(gateway.issuer.url(), who);
    gateway.publish(
        new SessionsEnded(
            new EventHeader(
                UUID.randomUUID().toString(),
                URI.create("urn:test"),
                RunningGateway.now(),
                subject)));

    await().atMost(T).untilAsserted(() -> assertThat(list("tools", who, session)).isEqualTo(404));
    String elsewhere =
        gateway.secondIssuer.token(who, gateway.resource("tools"), RunningGateway.now()).sign();
    String namesake = gateway.open("tools", elsewhere);
    assertThat(gateway.post("tools", elsewhere, namesake, RunningGateway.LIST).statusCode())
        .isEqualTo(200);
    try (EmbeddedServer late = gateway.replica()) {
      var request =
          gateway
              .request(late, "tools", token("tools", who))
              .header("Mcp-Session-Id", session)
              .POST(HttpRequest.BodyPublishers.ofString(RunningGateway.LIST));
      HttpResponse<String> answer = gateway.send(request);
      assertThat(answer.statusCode()).isEqualTo(404);
    }
  }

  private static void missing() {
    gateway.tokenService.answer(
        exchange ->
            StubServer.problem(
                exchange,
                404,
                "{\"type\":\"%s\",\"title\":\"x\",\"status\":404}"
                    .formatted(ProblemTypes.CONNECTION_MISSING)));
  }

  private static String status() throws Exception {
    return gateway.post("profile", token("profile", "ann"), null, call("holdfast_status")).body();
  }

  private static int list(String name, String who, String session) throws Exception {
    return gateway.post(name, token(name, who), session, RunningGateway.LIST).statusCode();
  }

  private static String call(String tool) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"seven\",\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{}}}"
        .formatted(tool);
  }

  private static String token(String name, String subject) {
    return gateway.token(subject, name).sign();
  }
}
