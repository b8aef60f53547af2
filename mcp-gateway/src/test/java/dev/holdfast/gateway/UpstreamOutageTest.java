package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testsupport.FreePorts;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream is away for a while, or comes back as another one. */
class UpstreamOutageTest extends UpstreamRestartScene {

  @Test
  void serverThatWillNotHaveTheClientAgainEndsTheSession() throws Exception {
    String session = open();
    server.forget();
    server.initializeStatus = 400;

    HttpResponse<String> answer = call(session, CALL);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("-32001", "\"id\":7");
  }

  @Test
  void serverOfAnotherVersionEndsTheSession() throws Exception {
    String session = open();
    server.forget();
    server.version = "2025-11-25";

    assertThat(call(session, CALL).statusCode()).isEqualTo(404);
  }

  @Test
  void troubleThatMayPassDoesNotEndTheSession() throws Exception {
    String session = open();
    server.forget();
    server.initializeStatus = 503;
    assertThat(call(session, CALL).statusCode()).isEqualTo(502);

    server.initializeStatus = 200;
    assertThat(call(session, CALL).statusCode()).isEqualTo(200);
  }

  @Test
  void openStreamGoesOnAndTellsWhatToLookAtAgain() throws Exception {
    String session = open();
    var request = gateway.request("tools", token()).header("Mcp-Session-Id", session).GET();
    HttpResponse<InputStream> answer =
        gateway.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (var events =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(untilData(events)).isEqualTo("data: hello");

      server.forget();

      assertThat(untilData(events)).contains("notifications/tools/list_changed");
      assertThat(untilData(events)).contains("notifications/resources/list_changed");
      assertThat(untilData(events)).isEqualTo("data: hello");
      assertThat(call(session, CALL).body()).contains("session-2");
    }
  }

  @Test
  void onlyListsThatAreOthersThanTheClientSawAreToldOf() throws Exception {
    String session = open();
    server.tools = "[{\"name\":\"a\"},{\"name\":\"b\"}]";
    for (String list : List.of("tools", "resources")) {
      call(session, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + list + "/list\"}");
    }
    var request = gateway.request("tools", token()).header("Mcp-Session-Id", session).GET();
    HttpResponse<InputStream> answer =
        gateway.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (var events =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(untilData(events)).isEqualTo("data: hello");
      server.tools = "[{\"name\":\"b\"},{\"name\":\"a\"}]";
      server.resources = "[{\"uri\":\"x:y\",\"name\":\"new\"}]";

      server.forget();

      assertThat(untilData(events)).contains("notifications/resources/list_changed");
      assertThat(untilData(events)).isEqualTo("data: hello");
    }
  }

  @Test
  void callWaitsWhileTheServerIsDown() throws Exception {
    int port = FreePorts.one();
    try (RunningGateway other =
        RunningGateway.start(
            Map.of("holdfast.gateway.servers.tools.url", "http://127.0.0.1:" + port + "/"))) {
      String token = other.token("ann", "tools").sign();
      StubServer first = StubServer.start(port, server);
      String session = open(other, token);
      assertThat(other.post("tools", token, session, CALL).body()).contains("session-1");
      first.close();
      server.forget();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<HttpResponse<String>> answer =
            threads.submit(() -> other.post("tools", token, session, CALL));
        await().during(Duration.ofSeconds(1)).until(() -> !answer.isDone());
        try (StubServer _ = StubServer.start(port, server)) {
          assertThat(answer.get().body()).contains("session-2");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools/list", "resources/read", "ping", "prompts/get"})
  void readingIsRepeatedWhenTheConnectionBreaks(String method) throws Exception {
    String session = open();
    String message = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\"}";
    breakFirstConnection();

    assertThat(call(session, message).statusCode()).isEqualTo(200);
    assertThat(gateway.upstream.seen()).hasSize(2);
  }

  @Test
  void toolCallThatMayHaveHappenedIsNotRepeated() throws Exception {
    String session = open();
    breakFirstConnection();

    assertThat(call(session, CALL).statusCode()).isEqualTo(502);
    assertThat(gateway.upstream.seen()).hasSize(1);
  }

  private void breakFirstConnection() {
    gateway.upstream.answer(
        exchange -> {
          gateway.upstream.then(server);
          exchange.close();
        });
  }

  private static String untilData(BufferedReader events) throws Exception {
    String line = events.readLine();
    while (line != null && !line.startsWith("data:")) {
      line = events.readLine();
    }
    return String.valueOf(line);
  }
}
