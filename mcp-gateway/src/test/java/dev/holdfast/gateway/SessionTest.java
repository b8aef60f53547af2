package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session belongs to issuer and subject, not to a token. */
class SessionTest {

  private static final List<String> LASTING = List.of("POST", "GET");

  private static final RunningGateway gateway = RunningGateway.start();

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void upstreamSessionIdIsSealedAndOpenedAgain() throws Exception {
    String session = gateway.open("tools", token("ann"));

    assertThat(session).startsWith("hf3.").doesNotContain("upstream-1").isPrintable();
    gateway.upstream.answer(RunningGateway::mcp);
    var answer = gateway.post("tools", token("ann"), session, RunningGateway.LIST);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
    assertThat(gateway.upstream.seen().getFirst().headers().getFirst("Mcp-Session-Id"))
        .isEqualTo("upstream-1");
  }

  @Test
  void refreshedTokensKeepTheSessionOnEveryVerb() throws Exception {
    String session = gateway.open("tools", token("ann"));

    for (int i = 0; i < 100; i++) {
      String refreshed = token("ann");
      for (String verb : LASTING) {
        assertThat(call(verb, refreshed, session)).isEqualTo(200);
      }
    }
    assertThat(call("DELETE", token("ann"), session)).isEqualTo(200);
    assertThat(call("POST", token("ann"), session)).isEqualTo(404);
  }

  @Test
  void refreshesAndCallsInParallelKeepTheSession() throws Exception {
    String session = gateway.open("tools", token("ann"));
    List<Integer> statuses = new CopyOnWriteArrayList<>();

    List<Future<?>> calls = new CopyOnWriteArrayList<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        String verb = LASTING.get(i % LASTING.size());
        calls.add(callers.submit(() -> statuses.add(call(verb, token("ann"), session))));
      }
    }
    for (Future<?> call : calls) {
      call.get();
    }

    assertThat(statuses).hasSize(40).containsOnly(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void strangerWithTheSessionIdIsRefusedAndTheOwnerUnharmed(String verb) throws Exception {
    String session = gateway.open("tools", token("ann"));
    String otherIssuer =
        gateway.secondIssuer.token("ann", gateway.resource("tools"), RunningGateway.now()).sign();
    // Joined without lengths, this is the owner's issuer and subject again.
    String crafted =
        gateway.issuer.token("nn", gateway.resource("tools"), RunningGateway.now()).sign();
    gateway.upstream.answer(RunningGateway::mcp);

    for (String thief : List.of(token("eve"), otherIssuer, crafted)) {
      assertThat(call(verb, thief, session)).isEqualTo(404);
    }

    assertThat(gateway.upstream.seen()).isEmpty();
    assertThat(call("POST", token("ann"), session)).isEqualTo(200);
    assertThat(metrics())
        .contains("holdfast_gateway_session_refused_total{reason=\"OTHER_OWNER\"}");
  }

  @Test
  void anonymousSessionCannotBeUpgradedAndABoundOneNotDowngraded() throws Exception {
    String anonymous = gateway.open("open", null);
    String bound = gateway.open("open", gateway.token("ann", "open").sign());
    gateway.upstream.answer(RunningGateway::mcp);

    assertThat(status("open", gateway.token("eve", "open").sign(), anonymous)).isEqualTo(404);
    assertThat(status("open", null, bound)).isEqualTo(404);
    assertThat(status("tools", null, bound)).isEqualTo(401);
    assertThat(gateway.upstream.seen()).isEmpty();
    assertThat(status("open", null, anonymous)).isEqualTo(200);
  }

  /** Otherwise its client would be told 404 for ever. */
  @Test
  void sessionIdThatCannotBeSealedIsABadGateway() throws Exception {
    gateway.upstream.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Mcp-Session-Id", "x".repeat(3_500));
          StubServer.json(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        });
    try {
      var answer = gateway.post("tools", token("ann"), null, RunningGateway.INITIALIZE);

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
    } finally {
      gateway.upstream.answer(RunningGateway::mcp);
    }
  }

  /** Row 82: the symptom was "server already initialized". */
  @Test
  void initializeInALiveSessionOpensAnotherOne() throws Exception {
    String live = gateway.open("tools", token("ann"));
    gateway.upstream.answer(RunningGateway::mcp);

    var answer = gateway.post("tools", token("ann"), live, RunningGateway.INITIALIZE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Mcp-Session-Id").orElseThrow())
        .startsWith("hf3.")
        .isNotEqualTo(live)
        .matches("[\\x21-\\x7E]+");
    assertThat(gateway.upstream.seen().getFirst().headers().get("Mcp-Session-Id")).isNull();
    assertThat(call("POST", token("ann"), live)).isEqualTo(200);

    assertThat(call("DELETE", token("ann"), live)).isEqualTo(200);
    assertThat(gateway.post("tools", token("ann"), live, RunningGateway.INITIALIZE).statusCode())
        .isEqualTo(404);
    assertThat(gateway.open("tools", token("ann"))).isNotEqualTo(live);
  }

  @Test
  void sessionOfAnotherServerIsRefused() throws Exception {
    String session = gateway.open("tools", token("ann"));

    assertThat(
            status(
                "other", gateway.token("ann", "other").with("scope", "other mcp").sign(), session))
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upstream-1",
        "7e2c61f0-8d9d-4a9a-9d55-4f3a0b6d2d11",
        "hf1.",
        "hf1.AAAA",
        "hf3.",
        "hf2.AAAA",
        "hf3.AAAA",
        "hf0.x"
      })
  void oldMadeUpAndDamagedIdsAreUnknown(String id) throws Exception {
    gateway.upstream.answer(RunningGateway::mcp);

    var answer = gateway.post("tools", token("ann"), id, RunningGateway.LIST);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"id\":2").contains("-32001");
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void changedCharacterIsNoticed() throws Exception {
    String session = gateway.open("tools", token("ann"));
    char last = session.charAt(20);
    String damaged = session.substring(0, 20) + (last == 'A' ? 'B' : 'A') + session.substring(21);

    assertThat(call("POST", token("ann"), damaged)).isEqualTo(404);
    assertThat(call("POST", token("ann"), session)).isEqualTo(200);
  }

  @Test
  void expiredTokenDoesNotEndTheSession() throws Exception {
    String session = gateway.open("tools", token("ann"));
    long past = RunningGateway.now().getEpochSecond() - 60;
    var lapsed =
        gateway.post(
            "tools",
            gateway.token("ann", "tools").with("exp", past).sign(),
            session,
            RunningGateway.LIST);

    assertThat(lapsed.statusCode()).isEqualTo(401);
    assertThat(lapsed.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"invalid_token\"");
    assertThat(call("POST", token("ann"), session)).isEqualTo(200);
  }

  @Test
  void anotherReplicaOpensTheSession() throws Exception {
    String session = gateway.open("tools", token("ann"));
    try (EmbeddedServer replica = gateway.replica()) {
      var answer =
          gateway.send(
              gateway
                  .request(replica, "tools", token("ann"))
                  .header("Mcp-Session-Id", session)
                  .GET());

      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void sessionOfAnotherKeyRingIsUnknown() throws Exception {
    String session = gateway.open("tools", token("ann"));
    try (RunningGateway stranger = RunningGateway.start(Map.of())) {
      var answer =
          stranger.post(
              "tools", stranger.token("ann", "tools").sign(), session, RunningGateway.LIST);

      assertThat(answer.statusCode()).isEqualTo(404);
    }
  }

  private static String token(String subject) {
    return gateway.token(subject, "tools").sign();
  }

  private static int call(String verb, String token, String session) throws Exception {
    String body = verb.equals("POST") ? RunningGateway.LIST : "";
    return gateway.call(verb, "tools", token, session, body).statusCode();
  }

  private static int status(String name, @Nullable String token, String session) throws Exception {
    return gateway.post(name, token, session, RunningGateway.LIST).statusCode();
  }

  private static String metrics() throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(
            java.net.URI.create(gateway.publicUrl() + "/prometheus"));
    return gateway.send(request).body();
  }
}
