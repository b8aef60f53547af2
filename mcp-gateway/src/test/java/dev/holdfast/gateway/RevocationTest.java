package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A grant that ended stops here, whatever its tokens say. */
@Timeout(60)
class RevocationTest {

  private static final Duration T = Duration.ofSeconds(2);

  private static final RunningGateway gateway = RunningGateway.start();

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void endedGrantIsRefusedAtOnceAndOthersAreNot() throws Exception {
    awaitReady();
    String ended = gid();
    String token = token(ended);
    String other = token(gid());
    assertThat(status(token)).isEqualTo(200);

    gateway.publish(revoked(ended));

    await().atMost(T).untilAsserted(() -> assertThat(status(token)).isEqualTo(401));
    assertThat(status(other)).isEqualTo(200);
    assertThat(gateway.tokenService.seen()).isEmpty();
  }

  @Test
  void startingGatewayLearnsWhatEndedBefore() throws Exception {
    String ended = gid();
    gateway.publish(revoked(ended));

    try (EmbeddedServer late = gateway.replica()) {
      awaitReady(late);
      var answer = gateway.send(gateway.request(late, "tools", token(ended)).GET());
      assertThat(answer.statusCode()).isEqualTo(401);
    }
  }

  @Test
  void openStreamOfAnEndedGrantIsCut() throws Exception {
    awaitReady();
    CountDownLatch over = new CountDownLatch(1);
    gateway.upstream.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("data: one\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          waitFor(over);
        });
    String ended = gid();
    var answer =
        gateway.http.send(
            gateway.request("tools", token(ended)).GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());

    try (var events =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(events.readLine()).isEqualTo(":");
      assertThat(events.readLine()).isEmpty();
      assertThat(events.readLine()).isEqualTo("data: one");
      assertThat(events.readLine()).isEmpty();
      gateway.publish(revoked(ended));
      assertThat(events.readLine()).isNull();
    } finally {
      over.countDown();
      gateway.upstream.answer(RunningGateway::mcp);
    }
  }

  @Test
  void staleNewsAreReplacedByAskingAndNoAnswerIsNoEntry() throws Exception {
    try (RunningGateway deaf =
        RunningGateway.start(Map.of("kafka.bootstrap.servers", "127.0.0.1:1"))) {
      String live = gid();
      deaf.tokenService.answer(
          exchange ->
              StubServer.json(
                  exchange,
                  200,
                  "{\"active\":%s}".formatted(exchange.getRequestURI().getPath().contains(live))));

      assertThat(deaf.post("tools", deafToken(deaf, live), null, "{}").statusCode()).isEqualTo(200);
      assertThat(deaf.post("tools", deafToken(deaf, gid()), null, "{}").statusCode())
          .isEqualTo(401);
      var asked = deaf.tokenService.seen().getFirst();
      assertThat(asked.path()).isEqualTo("/grants/" + live + "/status");
      assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer service-token-1");

      deaf.upstream.answer(RunningGateway::mcp);
      for (int status : new int[] {500, 404, 403}) {
        deaf.tokenService.answer(exchange -> StubServer.json(exchange, status, "{}"));
        var unknown = deaf.post("tools", deafToken(deaf, live), null, "{}");
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
      }
      assertThat(deaf.upstream.seen()).isEmpty();

      assertThat(readiness(deaf.server)).isEqualTo(503);
    }
  }

  private static String deafToken(RunningGateway deaf, String gid) {
    return deaf.token("ann", "tools").with("gid", gid).sign();
  }

  private static TokenEvent.GrantRevoked revoked(String gid) {
    var header =
        new EventHeader(
            UUID.randomUUID().toString(),
            URI.create("urn:test:token-service"),
            RunningGateway.now(),
            new SubjectId(gateway.issuer.url(), "ann"));
    return new TokenEvent.GrantRevoked(
        header, gid, "a-client", "s1", RunningGateway.now(), EndReason.LOGOUT, null);
  }

  private static String gid() {
    return UUID.randomUUID().toString();
  }

  private static String token(String gid) {
    return gateway.token("ann", "tools").with("gid", gid).sign();
  }

  private static int status(String token) throws Exception {
    return gateway.post("tools", token, null, RunningGateway.LIST).statusCode();
  }

  private static void awaitReady() {
    awaitReady(gateway.server);
  }

  private static void awaitReady(EmbeddedServer server) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(readiness(server)).isEqualTo(200));
  }

  private static int readiness(EmbeddedServer server) throws Exception {
    var request =
        HttpRequest.newBuilder(
            URI.create("http://localhost:" + server.getPort() + "/health/readiness"));
    return gateway.send(request).statusCode();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
