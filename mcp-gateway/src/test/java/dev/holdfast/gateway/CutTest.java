package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.AuditEvent.ToolCalled;
import dev.holdfast.contracts.events.CallOutcome;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.SessionEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.TestBroker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call under way ends together with its caller's token and session, whichever way it went. */
@Timeout(60)
class CutTest {

  private static final String TOPIC = TestBroker.any().newTopic("audit", 1);
  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"slow"}}\
      """;

  /** Calls that arrived, each with what tells that the gateway hung up. */
  private static final BlockingQueue<CountDownLatch> asked = new LinkedBlockingQueue<>();

  private static final RawUpstream slow = RawUpstream.start(CutTest::hang);
  private static final RunningGateway gateway = RunningGateway.start(settings());
  private static final TokenNews news = new TokenNews(gateway.issuer.url());
  private static final AuditReader reader = new AuditReader(TOPIC);

  private final String grant = UUID.randomUUID().toString();

  @AfterAll
  static void stop() {
    reader.close();
    gateway.close();
    slow.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "long"})
  void callThatWaitsForItsAnswerIsCutWithItsGrant(String way) throws Exception {
    String token = token("tools");
    warm(token);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> call = threads.submit(() -> gateway.send(call(way, token)));
      CountDownLatch hungUp = arrived();

      gateway.publish(news.revoked(grant));

      HttpResponse<String> answer = call.get(10, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
          .contains("invalid_token");
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertCutOnRecord();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "long"})
  void callThatWaitsForItsAnswerIsCutWithItsSession(String way) throws Exception {
    String token = token("keyed");
    String session = gateway.open("keyed", token);
    gateway.post("keyed", token, session, RunningGateway.LIST);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    gateway.upstream.answer(
        exchange -> {
          begun.countDown();
          await(release);
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpRequest.Builder request =
          mark(way, gateway.request("keyed", token))
              .header("Mcp-Session-Id", session)
              .POST(HttpRequest.BodyPublishers.ofString(CALL));
      Future<HttpResponse<String>> call = threads.submit(() -> gateway.send(request));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

      gateway.publish(
          new SessionEvent.SessionsEnded(
              new EventHeader(
                  UUID.randomUUID().toString(),
                  URI.create("urn:test"),
                  RunningGateway.now(),
                  new SubjectId(gateway.issuer.url(), grant))));

      HttpResponse<String> answer = call.get(10, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("-32001", "\"id\":7");
    } finally {
      release.countDown();
      gateway.upstream.answer(RunningGateway::mcp);
    }
    assertCutOnRecord();
  }

  @Test
  void callThroughTheAggregateIsCut() throws Exception {
    String token =
        gateway
            .issuer
            .token(grant, gateway.publicUrl() + "/mcp", RunningGateway.now())
            .with("gid", grant)
            .sign();
    String body =
        """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"tools_slow","_meta":{
        "io.modelcontextprotocol/protocolVersion":"2026-07-28",
        "io.modelcontextprotocol/clientCapabilities":{}}}}\
        """;
    HttpRequest.Builder request =
        gateway
            .request("", token)
            .uri(URI.create(gateway.publicUrl() + "/mcp"))
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "tools_slow")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> call = threads.submit(() -> gateway.send(request));
      CountDownLatch hungUp = arrived();

      gateway.publish(news.revoked(grant));

      assertThat(call.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertCutOnRecord();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "long"})
  void streamThatIsCutEndsCleanlyAndIsNotOnRecordAsAnswered(String way) throws Exception {
    String token = token("tools");
    warm(token);
    HttpRequest.Builder request =
        mark(way, gateway.request("tools", token))
            .POST(HttpRequest.BodyPublishers.ofString(CALL.replace("slow", "streams")));
    HttpResponse<InputStream> answer =
        gateway.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    CountDownLatch hungUp = arrived();
    try (InputStream body = answer.body()) {
      gateway.publish(news.revoked(grant));

      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("data: one");
    }
    assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    assertCutOnRecord();
  }

  /** Nobody waits for it any more, but it was asked for by somebody who is locked out now. */
  @Test
  void callWhoseClientHungUpBeforeIsCutToo() throws Exception {
    String token = token("tools");
    warm(token);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> call =
          threads.submit(
              () ->
                  gateway.http.send(
                      call("short", token).timeout(Duration.ofSeconds(1)).build(),
                      HttpResponse.BodyHandlers.discarding()));
      CountDownLatch hungUp = arrived();
      assertThat(org.assertj.core.api.Assertions.catchThrowable(call::get)).isNotNull();
      assertThat(hungUp.getCount()).isOne();

      gateway.publish(news.revoked(grant));

      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }
    ToolCalled called = reader.next(ToolCalled.class);
    assertThat(called.outcome()).isEqualTo(CallOutcome.ABANDONED);
    assertThat(called.refusal()).isNull();
  }

  private static void assertCutOnRecord() {
    ToolCalled called = reader.next(ToolCalled.class);
    assertThat(called.outcome()).isEqualTo(CallOutcome.ABANDONED);
    assertThat(called.refusal()).isEqualTo("cut");
    assertThat(reader.isEmpty()).as("on record once").isTrue();
  }

  private static HttpRequest.Builder call(String way, String token) {
    return mark(way, gateway.request("tools", token))
        .POST(HttpRequest.BodyPublishers.ofString(CALL));
  }

  /** What comes from a page goes the long way. */
  private static HttpRequest.Builder mark(String way, HttpRequest.Builder request) {
    return way.equals("long") ? request.header("Origin", gateway.publicUrl()) : request;
  }

  /** From here on nothing about the token has to be waited for. */
  private static void warm(String token) throws Exception {
    gateway.post(
        "tools",
        token,
        null,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/get\",\"params\":{\"name\":\"x\"}}");
  }

  private static CountDownLatch arrived() throws InterruptedException {
    CountDownLatch hungUp = asked.poll(20, TimeUnit.SECONDS);
    assertThat(hungUp).isNotNull();
    return hungUp;
  }

  private static void hang(String request, InputStream in, OutputStream out) throws IOException {
    if (!request.contains("tools/call")) {
      RawUpstream.head(out, "application/json");
      RawUpstream.write(out, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
      return;
    }
    if (request.contains("streams")) {
      RawUpstream.head(out, "text/event-stream");
      RawUpstream.write(out, "data: one\n\n");
    }
    CountDownLatch hungUp = new CountDownLatch(1);
    asked.add(hungUp);
    assertThat(in.transferTo(OutputStream.nullOutputStream())).isNotNegative();
    hungUp.countDown();
  }

  private String token(String server) {
    return gateway.token(grant, server).with("gid", grant).sign();
  }

  private static Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("holdfast.gateway.servers.tools.url", slow.url());
    settings.put("holdfast.gateway.servers.tools.eras", "both");
    settings.put("holdfast.gateway.servers.keyed.eras", "legacy");
    settings.put("holdfast.gateway.aggregate.servers", "tools");
    settings.put("holdfast.gateway.audit.enabled", true);
    settings.put("holdfast.gateway.audit.topic", TOPIC);
    return settings;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
