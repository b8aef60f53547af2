package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upstream loses its sessions, and its clients do not notice. */
class UpstreamRestartTest extends UpstreamRestartScene {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | not json",
        "404 | {\"error\":{\"code\":-32001,\"message\":\"Session not found\"}}",
        "404 | {\"error\":{\"code\":-32600,\"message\":\"Session not found\"}}",
        "404 | {\"error\":{\"code\":-32603,\"message\":\"Session not found: 7\"}}",
        "400 | {\"error\":{\"code\":-32000,\"message\":\"Bad Request: Server not initialized\"}}",
        "400 | {\"error\":{\"code\":-32000,\"message\":\"Bad Request: No valid session ID provided\"}}",
        "400 | {\"error\":{\"code\":-32600,\"message\":\"Invalid session ID\"}}"
      })
  void callGoesOnInANewUpstreamSession(int status, String saying) throws Exception {
    String session = open();
    server.status = status;
    server.saying = saying;
    server.forget();
    gateway.upstream.answer(server);

    HttpResponse<String> answer = call(session, CALL);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"session\":\"session-2\"}");
    assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
    var seen = gateway.upstream.seen();
    assertThat(seen).hasSize(4);
    assertThat(seen.get(1).body())
        .contains(
            "\"protocolVersion\":\"2025-06-18\"", "\"name\":\"ann's\"", "\"listChanged\":true");
    assertThat(seen.get(1).headers()).doesNotContainKey("Mcp-session-id");
    assertThat(seen.get(2).body()).contains("notifications/initialized");
    assertThat(seen.get(2).headers().getFirst("Mcp-Session-Id")).isEqualTo("session-2");
    assertThat(seen.get(3).body()).isEqualTo(CALL);
    assertThat(call(session, CALL).body()).contains("session-2");
    assertThat(gateway.upstream.seen()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}",
        "404 | {\"error\":{\"code\":-32002,\"message\":\"Resource not found\"}}",
        "400 | {\"error\":{\"code\":-32602,\"message\":\"Invalid params\"}}",
        "400 | not json",
        "410 | {}",
        "200 | {\"error\":{\"code\":-32001,\"message\":\"Session not found\"}}"
      })
  void otherErrorsPassAsTheyAre(int status, String saying) throws Exception {
    String session = open();
    server.status = status;
    server.saying = saying;
    server.forget();
    gateway.upstream.answer(server);

    HttpResponse<String> answer = call(session, CALL);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(saying);
    assertThat(gateway.upstream.seen()).hasSize(1);
  }

  @Test
  void callsInParallelOpenOneSession() throws Exception {
    String session = open();
    server.forget();
    gateway.upstream.answer(server);

    List<String> answers = inParallel(40, () -> call(session, CALL).body());

    assertThat(answers).hasSize(40).containsOnly("{\"session\":\"session-2\"}");
    assertThat(server.live).containsExactly("session-2");
    assertThat(server.initialized).hasValue(1);
  }

  @Test
  void sessionIsReplacedAgainAndAgain() throws Exception {
    String session = open();
    for (int i = 2; i < 6; i++) {
      server.forget();
      assertThat(call(session, CALL).body()).contains("session-" + i);
    }
  }

  @Test
  void everyReplicaReplacesForItself() throws Exception {
    String session = open();
    try (EmbeddedServer replica = gateway.replica()) {
      server.forget();
      for (int i = 0; i < 2; i++) {
        assertThat(call(session, CALL).body()).contains("session-2");
        var there = gateway.request(replica, "tools", token());
        assertThat(gateway.send(inSession(there, session, CALL)).body()).contains("session-3");
      }
      assertThat(server.live).containsExactlyInAnyOrder("session-2", "session-3");
    }
  }

  @Test
  void sessionsOfOthersStayTheirOwn() throws Exception {
    String session = open();
    server.forget();
    gateway.upstream.answer(server);

    var thief = gateway.post("tools", gateway.token("eve", "tools").sign(), session, CALL);

    assertThat(thief.statusCode()).isEqualTo(404);
    assertThat(gateway.upstream.seen()).isEmpty();
    assertThat(call(session, CALL).statusCode()).isEqualTo(200);
  }

  @Test
  void deleteEndsTheNewSessionForGood() throws Exception {
    String session = open();
    server.forget();
    assertThat(call(session, CALL).body()).contains("session-2");

    assertThat(gateway.call("DELETE", "tools", token(), session, "").statusCode()).isEqualTo(204);

    assertThat(server.live).isEmpty();
    assertThat(call(session, CALL).statusCode()).isEqualTo(404);
    assertThat(server.live).isEmpty();
  }

  @Test
  void sessionThatIsEndedAfterItsServerLostItIsOverOnEveryReplica() throws Exception {
    String session = open();
    try (EmbeddedServer replica = gateway.replica()) {
      server.forget();

      assertThat(gateway.call("DELETE", "tools", token(), session, "").statusCode()).isEqualTo(204);

      assertThat(call(session, CALL).statusCode()).isEqualTo(404);
      await().untilAsserted(() -> assertThat(at(replica, session)).isEqualTo(404));
    }
    server.forget();
    try (EmbeddedServer late = gateway.replica()) {
      assertThat(at(late, session)).isEqualTo(404);
      assertThat(server.live).isEmpty();
    }
  }

  private int at(EmbeddedServer replica, String session) throws Exception {
    var there = gateway.request(replica, "tools", token());
    return gateway.send(inSession(there, session, CALL)).statusCode();
  }

  @Test
  void serverWhoseSessionsMatterIsNotOpenedAnew() throws Exception {
    String token = gateway.token("ann", "other").with("scope", "mcp other").sign();
    String session =
        gateway
            .post("other", token, null, INITIALIZE)
            .headers()
            .firstValue("Mcp-Session-Id")
            .orElseThrow();
    server.forget();

    assertThat(gateway.post("other", token, session, CALL).statusCode()).isEqualTo(404);
    assertThat(server.live).isEmpty();
  }

  @Test
  void parametersThatDoNotFitAreNotSealed() throws Exception {
    Random random = new Random(1);
    StringBuilder name = new StringBuilder();
    random.ints(4_000, 'a', 'z').forEach(letter -> name.append((char) letter));
    String session =
        gateway
            .post("tools", token(), null, INITIALIZE.replace("ann's", name))
            .headers()
            .firstValue("Mcp-Session-Id")
            .orElseThrow();
    assertThat(session).hasSizeLessThan(512);
    assertThat(call(session, CALL).statusCode()).isEqualTo(200);
    server.forget();

    assertThat(call(session, CALL).statusCode()).isEqualTo(404);
  }

  @Test
  void sessionIdsStaySmall() throws Exception {
    assertThat(open()).hasSizeLessThan(512).matches("[\\x21-\\x7E]+");
  }

  @Test
  void answersToTheOldServerAreNotToldTheNewOne() throws Exception {
    String session = open();
    server.forget();
    gateway.upstream.answer(server);

    assertThat(call(session, "{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{}}").statusCode())
        .isEqualTo(202);

    assertThat(gateway.upstream.seen()).hasSize(3);
    assertThat(gateway.upstream.seen().getLast().body()).contains("notifications/initialized");
  }

  @Test
  void lostSessionsAreCounted() throws Exception {
    String session = open();
    server.forget();
    assertThat(call(session, CALL).statusCode()).isEqualTo(200);

    assertThat(metrics())
        .contains(
            "holdfast_gateway_session_lost_total{outcome=\"replaced\",server=\"tools\"}",
            "holdfast_gateway_sessions_replaced");
  }

  private static List<String> inParallel(int count, Callable<String> work) throws Exception {
    List<Future<String>> results = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        results.add(threads.submit(work));
      }
    }
    List<String> all = new ArrayList<>();
    for (Future<String> result : results) {
      all.add(result.get());
    }
    return all;
  }

  private String metrics() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(gateway.publicUrl() + "/prometheus"));
    return gateway.send(request).body();
  }
}
