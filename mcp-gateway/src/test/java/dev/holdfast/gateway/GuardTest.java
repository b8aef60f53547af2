package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server in trouble is left alone, and nobody else's sessions notice. */
@Timeout(60)
class GuardTest {

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "holdfast.gateway.breaker.window", 4,
          "holdfast.gateway.breaker.minimum-calls", 4,
          "holdfast.gateway.breaker.open-for", "2s",
          "holdfast.gateway.servers.tools.max-calls", 2,
          "holdfast.gateway.restart.patience", "0s");

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void serverWithoutAnswersIsLeftAloneUntilItIsBack(int status) throws Exception {
    try (RunningGateway gateway = RunningGateway.start(SETTINGS)) {
      gateway.upstream.answer(exchange -> StubServer.json(exchange, status, "{}"));
      for (int i = 0; i < 4; i++) {
        assertThat(call(gateway, "tools").statusCode()).isEqualTo(status);
      }
      gateway.upstream.answer(RunningGateway::mcp);

      HttpResponse<String> refused = call(gateway, "tools");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(gateway.upstream.seen()).isEmpty();
      assertThat(call(gateway, "keyed").statusCode()).isEqualTo(200);
      await().until(() -> call(gateway, "tools").statusCode() == 200);
    }
  }

  @Test
  void serverThatCannotBeReachedIsLeftAlone() throws Exception {
    Map<String, Object> settings = new HashMap<>(SETTINGS);
    settings.put("holdfast.gateway.servers.tools.url", "http://127.0.0.1:1/");
    try (RunningGateway gateway = RunningGateway.start(settings)) {
      for (int i = 0; i < 4; i++) {
        assertThat(call(gateway, "tools").statusCode()).isEqualTo(502);
      }
      assertThat(call(gateway, "tools").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void errorsOfAToolAreNoReason() throws Exception {
    try (RunningGateway gateway = RunningGateway.start(SETTINGS)) {
      for (int status : new int[] {500, 500, 400, 422, 500, 500, 500}) {
        gateway.upstream.answer(exchange -> StubServer.json(exchange, status, "{}"));
        assertThat(call(gateway, "tools").statusCode()).isEqualTo(status);
      }
    }
  }

  @Test
  void callsBeyondTheBoundComeBackLater() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (RunningGateway gateway = RunningGateway.start(SETTINGS);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      gateway.upstream.answer(
          exchange -> {
            if (exchange.getRequestURI().getPath().equals("/tools")) {
              hold(release);
            }
            RunningGateway.mcp(exchange);
          });
      List<Future<HttpResponse<String>>> held = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        held.add(threads.submit(() -> call(gateway, "tools")));
      }
      await().until(() -> gateway.upstream.seen().size() == 2);

      HttpResponse<String> refused = call(gateway, "tools");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(call(gateway, "keyed").statusCode()).isEqualTo(200);
      release.countDown();
      for (Future<HttpResponse<String>> call : held) {
        assertThat(call.get().statusCode()).isEqualTo(200);
      }
      assertThat(call(gateway, "tools").statusCode()).isEqualTo(200);
    } finally {
      release.countDown();
    }
  }

  @Test
  void onePersonsCallsLeaveRoomForOthers() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Map<String, Object> settings = new HashMap<>(SETTINGS);
    settings.put("holdfast.gateway.servers.tools.max-calls", 10);
    settings.put("holdfast.gateway.servers.tools.max-calls-per-user", 2);
    try (RunningGateway gateway = RunningGateway.start(settings);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      gateway.upstream.answer(
          exchange -> {
            hold(release);
            RunningGateway.mcp(exchange);
          });
      List<Future<HttpResponse<String>>> held = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        held.add(threads.submit(() -> call(gateway, "tools")));
      }
      await().until(() -> gateway.upstream.seen().size() == 2);

      HttpResponse<String> refused = call(gateway, "tools");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      String bob = gateway.token("bob", "tools").sign();
      held.add(threads.submit(() -> gateway.post("tools", bob, null, RunningGateway.LIST)));
      await().until(() -> gateway.upstream.seen().size() == 3);

      release.countDown();
      for (Future<HttpResponse<String>> call : held) {
        assertThat(call.get().statusCode()).isEqualTo(200);
      }
      assertThat(call(gateway, "tools").statusCode()).isEqualTo(200);
    } finally {
      release.countDown();
    }
  }

  /** Which way a call goes makes no difference. */
  @ParameterizedTest
  @ValueSource(strings = {"tools/list", "prompts/get"})
  void serverMayHaveLessTimeThanOthers(String method) throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Map<String, Object> settings = new HashMap<>(SETTINGS);
    settings.put("holdfast.gateway.servers.tools.answer-timeout", "300ms");
    settings.put("holdfast.gateway.servers.tools.eras", "legacy");
    try (RunningGateway gateway = RunningGateway.start(settings)) {
      String token = gateway.token("ann", "tools").sign();
      assertThat(gateway.post("tools", token, null, RunningGateway.LIST).statusCode())
          .isEqualTo(200);
      gateway.upstream.answer(exchange -> hold(release));

      String body =
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{\"name\":\"x\"}}"
              .formatted(method);
      assertThat(gateway.post("tools", token, null, body).statusCode()).isEqualTo(504);
    } finally {
      release.countDown();
    }
  }

  @Test
  void questionForTheEraCountsAsACall() throws Exception {
    try (RunningGateway gateway = RunningGateway.start(SETTINGS)) {
      gateway.upstream.answer(exchange -> StubServer.json(exchange, 503, "{}"));
      for (int i = 0; i < 4; i++) {
        assertThat(modern(gateway).statusCode()).isEqualTo(502);
      }
      gateway.upstream.answer(RunningGateway::mcp);

      assertThat(modern(gateway).statusCode()).isEqualTo(503);
      assertThat(gateway.upstream.seen()).isEmpty();
    }
  }

  private static HttpResponse<String> modern(RunningGateway gateway) throws Exception {
    return gateway.send(
        gateway
            .request("tools", gateway.token("ann", "tools").sign())
            .header("MCP-Protocol-Version", EraScene.MODERN)
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "echo")
            .POST(HttpRequest.BodyPublishers.ofString(EraScene.CALL)));
  }

  private static HttpResponse<String> call(RunningGateway gateway, String name) throws Exception {
    return gateway.post(name, gateway.token("ann", name).sign(), null, RunningGateway.LIST);
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
