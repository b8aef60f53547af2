package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.bearer.testing.TestToken;
import dev.holdfast.contracts.events.Event;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A grant that ended and rights that changed stop here, whatever the tokens say. */
@Timeout(60)
class RevocationTest {

  private static final Duration T = Duration.ofSeconds(2);

  private static final RunningGateway gateway = RunningGateway.start();

  private static final TokenNews news = new TokenNews(gateway.issuer.url());

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

    gateway.publish(news.revoked(ended));

    await().atMost(T).untilAsserted(() -> assertThat(status(token)).isEqualTo(401));
    assertThat(status(other)).isEqualTo(200);
    assertThat(gateway.tokenService.seen()).isEmpty();
  }

  @Test
  void startingGatewayLearnsWhatEndedBefore() throws Exception {
    String ended = gid();
    gateway.publish(news.revoked(ended));

    try (EmbeddedServer late = gateway.replica()) {
      awaitReady(late);
      var answer = gateway.send(gateway.request(late, "tools", token(ended)).GET());
      assertThat(answer.statusCode()).isEqualTo(401);
    }
  }

  @Test
  void openStreamOfAnEndedGrantIsCut() throws Exception {
    awaitReady();
    String ended = gid();
    assertStreamEnds(token(ended), news.revoked(ended));
  }

  @Test
  void openStreamOfSomebodyWhoseRightsChangedIsCutThoughTheGrantLives() throws Exception {
    awaitReady();
    String who = gid();
    Instant epoch = RunningGateway.now();
    assertStreamEnds(withRightsOf(who, epoch.minusMillis(1)), news.epoch(who, epoch));
  }

  @Test
  void tokenWithOlderRightsIsRefusedAndOneWithThoseOfTheEpochPasses() throws Exception {
    awaitReady();
    String who = gid();
    Instant epoch = RunningGateway.now().truncatedTo(ChronoUnit.MICROS);
    String old = withRightsOf(who, epoch.minusNanos(1_000));
    String withoutClaim =
        gateway.issuer.token(who, gateway.resource("tools"), epoch.minusSeconds(2)).sign();
    assertThat(status(old)).isEqualTo(200);
    assertThat(status(withoutClaim)).isEqualTo(200);

    gateway.publish(news.epoch(who, epoch));

    await().atMost(T).untilAsserted(() -> assertThat(status(old)).isEqualTo(401));
    assertThat(status(withoutClaim)).isEqualTo(401);
    assertThat(status(withRightsOf(who, epoch))).isEqualTo(200);
    assertThat(status(withRightsOf(who, epoch.plusSeconds(1)))).isEqualTo(200);
    assertThat(status(token(gid()))).isEqualTo(200);
    String sameNameElsewhere =
        gateway.secondIssuer.token(who, gateway.resource("tools"), epoch.minusSeconds(2)).sign();
    assertThat(status(sameNameElsewhere)).isEqualTo(200);
    assertThat(gateway.tokenService.seen()).isEmpty();
  }

  @Test
  void epochsNeverGoBackHoweverTheyArrive() throws Exception {
    awaitReady();
    String who = gid();
    Instant newer = RunningGateway.now().truncatedTo(ChronoUnit.MICROS);
    Instant older = newer.minusSeconds(5);
    String marker = gid();

    gateway.publish(news.epoch(who, newer));
    gateway.publish(news.epoch(who, older));
    gateway.publish(news.epoch(who, older));
    gateway.publish(news.revoked(marker));

    await().atMost(T).untilAsserted(() -> assertThat(status(token(marker))).isEqualTo(401));
    await()
        .atMost(T)
        .untilAsserted(() -> assertThat(status(withRightsOf(who, older))).isEqualTo(401));
    assertThat(status(withRightsOf(who, newer))).isEqualTo(200);
  }

  @Test
  void startingGatewayLearnsWhoseRightsChangedBefore() throws Exception {
    String who = gid();
    Instant epoch = RunningGateway.now().truncatedTo(ChronoUnit.MICROS);
    gateway.publish(news.epoch(who, epoch));

    try (EmbeddedServer late = gateway.replica()) {
      awaitReady(late);
      String old = withRightsOf(who, epoch.minusNanos(1_000));
      assertThat(gateway.send(gateway.request(late, "tools", old).GET()).statusCode())
          .isEqualTo(401);
      String current = withRightsOf(who, epoch);
      assertThat(
              gateway
                  .send(
                      gateway
                          .request(late, "tools", current)
                          .POST(HttpRequest.BodyPublishers.ofString(RunningGateway.LIST)))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void whileNewsAreStaleTheAgeOfRightsIsAskedForWithAGrantAndWithout() throws Exception {
    try (RunningGateway deaf =
        RunningGateway.start(Map.of("kafka.bootstrap.servers", "127.0.0.1:1"))) {
      Instant epoch = RunningGateway.now().truncatedTo(ChronoUnit.MICROS);
      deaf.tokenService.answer(
          exchange ->
              StubServer.json(
                  exchange, 200, "{\"active\":true,\"accessEpoch\":\"%s\"}".formatted(epoch)));
      for (boolean granted : new boolean[] {true, false}) {
        TestToken token = deaf.token("ann", "tools").with("gid", granted ? gid() : null);
        String older = token.with("access_epoch", micros(epoch) - 1).sign();
        assertThat(deaf.post("tools", older, null, "{}").statusCode()).isEqualTo(401);
        String current = token.with("access_epoch", micros(epoch)).sign();
        assertThat(deaf.post("tools", current, null, "{}").statusCode()).isEqualTo(200);
      }
      assertThat(deaf.tokenService.seen().getLast().path()).isEqualTo("/grants/epoch");
      assertThat(deaf.tokenService.seen().getLast().body()).contains("\"subject\":\"ann\"");

      deaf.tokenService.answer(exchange -> StubServer.json(exchange, 500, "{}"));
      String unknown = deaf.token("ann", "tools").sign();
      assertThat(deaf.post("tools", unknown, null, "{}").statusCode()).isEqualTo(503);
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

  private static void assertStreamEnds(String token, Event event) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    gateway.upstream.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("data: one\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          waitFor(over);
        });
    var answer =
        gateway.http.send(
            gateway.request("tools", token).GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());

    try (var events =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(events.readLine()).isEqualTo(":");
      assertThat(events.readLine()).isEmpty();
      assertThat(events.readLine()).isEqualTo("data: one");
      assertThat(events.readLine()).isEmpty();
      gateway.publish(event);
      assertThat(events.readLine()).isNull();
    } finally {
      over.countDown();
      gateway.upstream.answer(RunningGateway::mcp);
    }
  }

  private static String deafToken(RunningGateway deaf, String gid) {
    return deaf.token("ann", "tools").with("gid", gid).sign();
  }

  /** A token of a live grant. */
  private static String withRightsOf(String subject, Instant rights) {
    return gateway
        .token(subject, "tools")
        .with("gid", gid())
        .with("access_epoch", micros(rights))
        .sign();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
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
