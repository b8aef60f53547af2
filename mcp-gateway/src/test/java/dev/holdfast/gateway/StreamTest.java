package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers pass as they come, and what must not cross the gateway does not. */
@Timeout(60)
class StreamTest {

  private static final RunningGateway gateway = RunningGateway.start();

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** A client waits for the head before it believes that it is listening. */
  @Test
  void quietStreamOpensAtOnce() throws Exception {
    CountDownLatch wasOpened = new CountDownLatch(1);
    gateway.upstream.answer(
        exchange -> {
          begin(exchange);
          await(wasOpened);
        });

    var answer = stream(call("tools").GET());

    try (BufferedReader events = reader(answer)) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(wasOpened.getCount()).isEqualTo(1);
      assertOpened(events);
    } finally {
      wasOpened.countDown();
    }
  }

  @Test
  void firstEventArrivesBeforeTheSecondIsSent() throws Exception {
    CountDownLatch firstWasRead = new CountDownLatch(1);
    gateway.upstream.answer(
        exchange -> {
          begin(exchange);
          event(exchange, "one");
          await(firstWasRead);
          event(exchange, "two");
        });

    var answer = stream(call("tools").POST(body(RunningGateway.LIST)));

    try (BufferedReader events = reader(answer)) {
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
      assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
      assertOpened(events);
      assertThat(events.readLine()).isEqualTo("data: one");
      assertThat(events.readLine()).isEmpty();
      firstWasRead.countDown();
      assertThat(events.readLine()).isEqualTo("data: two");
      assertThat(events.readLine()).isEmpty();
      assertThat(events.readLine()).isNull();
    }
  }

  @Test
  void compressionIsNotOfferedToStreams() throws Exception {
    CountDownLatch firstWasRead = new CountDownLatch(1);
    gateway.upstream.answer(
        exchange -> {
          begin(exchange);
          event(exchange, "one");
          await(firstWasRead);
        });

    var answer = stream(call("tools").header("Accept-Encoding", "gzip").GET());

    try (BufferedReader events = reader(answer)) {
      assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
      assertOpened(events);
      assertThat(events.readLine()).isEqualTo("data: one");
    } finally {
      firstWasRead.countDown();
    }
    assertThat(gateway.upstream.seen().getFirst().headers().getFirst("Accept-Encoding")).isNull();
  }

  @Test
  void clientThatHangsUpEndsTheUpstreamRequest() throws Exception {
    CountDownLatch brokenPipe = new CountDownLatch(1);
    gateway.upstream.answer(
        exchange -> {
          begin(exchange);
          try {
            while (true) {
              event(exchange, "tick");
            }
          } catch (IOException e) {
            brokenPipe.countDown();
          }
        });

    var answer = stream(call("tools").GET());
    try (BufferedReader events = reader(answer)) {
      assertOpened(events);
      assertThat(events.readLine()).isEqualTo("data: tick");
    }

    assertThat(brokenPipe.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void resumptionHeaderAndProtocolHeadersPass() throws Exception {
    gateway.upstream.answer(RunningGateway::mcp);

    gateway.send(
        call("tools")
            .header("Last-Event-ID", "41")
            .header("MCP-Protocol-Version", "2025-11-25")
            .header("Mcp-Param-Region", "eu")
            .GET());

    var seen = gateway.upstream.seen().getFirst();
    assertThat(seen.headers().getFirst("Last-Event-ID")).isEqualTo("41");
    assertThat(seen.headers().getFirst("MCP-Protocol-Version")).isEqualTo("2025-11-25");
    assertThat(seen.headers().getFirst("Mcp-Param-Region")).isEqualTo("eu");
    assertThat(seen.path()).isEqualTo("/tools");
  }

  @Test
  void credentialsAndForgedIdentityDoNotCross() throws Exception {
    gateway.upstream.answer(RunningGateway::mcp);

    var answer =
        gateway.send(
            call("tools")
                .header("Cookie", "a=b")
                .header("Holdfast-Subject", "eve")
                .header("holdfast-role", "admin")
                .POST(body(RunningGateway.LIST)));

    var seen = gateway.upstream.seen().getFirst();
    assertThat(seen.headers().get("Authorization")).isNull();
    assertThat(seen.headers().get("Cookie")).isNull();
    assertThat(seen.headers().get("Holdfast-role")).isNull();
    assertThat(seen.headers().get("Holdfast-subject")).containsExactly("ann");
    assertThat(seen.headers().get("Holdfast-issuer")).containsExactly(gateway.issuer.url());
    assertThat(seen.body()).isEqualTo(RunningGateway.LIST);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void acceptedNotificationHasNoBody() throws Exception {
    gateway.upstream.answer(exchange -> exchange.sendResponseHeaders(202, -1));

    var answer = gateway.send(call("tools").POST(body(RunningGateway.LIST)));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void upstreamErrorsPassAndItsChallengesDoNot() throws Exception {
    gateway.upstream.answer(exchange -> StubServer.json(exchange, 405, "{\"x\":1}"));
    assertThat(gateway.send(call("tools").GET()).statusCode()).isEqualTo(405);

    gateway.upstream.answer(
        exchange -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"upstream\"");
          StubServer.json(exchange, 401, "{}");
        });
    var refused = gateway.send(call("tools").GET());
    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  private static HttpRequest.Builder call(String name) {
    return gateway.request(name, gateway.token("ann", name).sign());
  }

  private static HttpRequest.BodyPublisher body(String text) {
    return HttpRequest.BodyPublishers.ofString(text);
  }

  private static HttpResponse<InputStream> stream(HttpRequest.Builder request) throws Exception {
    return gateway.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The comment with which the gateway opens every stream. */
  private static void assertOpened(BufferedReader events) throws IOException {
    assertThat(events.readLine()).isEqualTo(":");
    assertThat(events.readLine()).isEmpty();
  }

  private static BufferedReader reader(HttpResponse<InputStream> answer) {
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static void begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    // The JDK's server keeps the head back until then.
    exchange.getResponseBody().flush();
  }

  private static void event(HttpExchange exchange, String data) throws IOException {
    exchange.getResponseBody().write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
