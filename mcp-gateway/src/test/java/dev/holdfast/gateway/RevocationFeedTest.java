package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the gateway does about news that do not come as they should. */
@Timeout(60)
class RevocationFeedTest {

  private static final RunningGateway gateway = RunningGateway.start();
  private static final TokenNews news = new TokenNews(gateway.issuer.url());

  private final String person = UUID.randomUUID().toString();

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.tokenService.answer(exchange -> StubServer.json(exchange, 200, "{\"active\":true}"));
  }

  @Test
  void partitionThatIsAddedIsReadToo() throws Exception {
    String ended = UUID.randomUUID().toString();
    String token = gateway.token("ann", "tools").with("gid", ended).sign();
    assertThat(status(token)).isEqualTo(200);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestBroker.any().bootstrapServers()))) {
      admin.createPartitions(Map.of(gateway.topic, NewPartitions.increaseTo(4))).all().get();
    }

    byte[] event = new EventCodec().encode(news.revoked(ended)).value();
    send(3, "any".getBytes(StandardCharsets.UTF_8), event);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(status(token)).isEqualTo(401));
  }

  /** Older ones may have ended before what is remembered. */
  @Test
  void tokenThatIsOlderThanWhatIsRememberedIsAskedAbout() throws Exception {
    Instant longAgo = RunningGateway.now().minus(Duration.ofMinutes(61));
    String old = lasting(longAgo);
    String young = lasting(longAgo.plus(Duration.ofMinutes(2)));

    assertThat(status(young)).isEqualTo(200);
    assertThat(gateway.tokenService.seen()).isEmpty();
    assertThat(status(old)).isEqualTo(200);
    assertThat(gateway.tokenService.seen()).hasSize(1);

    gateway.tokenService.answer(exchange -> StubServer.json(exchange, 200, "{\"active\":false}"));
    assertThat(status(old)).isEqualTo(401);
    gateway.tokenService.answer(exchange -> StubServer.json(exchange, 500, "{}"));
    assertThat(status(old)).isEqualTo(503);
    assertThat(status(young)).isEqualTo(200);
  }

  /** It may have been the end of something of that person's, and of nobody else's. */
  @Test
  void personWithNewsThatCannotBeReadIsAskedAbout() throws Exception {
    String token = gateway.token(person, "tools").with("gid", UUID.randomUUID().toString()).sign();
    String other = gateway.token("bob", "tools").with("gid", UUID.randomUUID().toString()).sign();
    assertThat(status(token)).isEqualTo(200);
    gateway.tokenService.answer(exchange -> StubServer.json(exchange, 200, "{\"active\":false}"));

    byte[] key = new SubjectId(gateway.issuer.url(), person).key().getBytes(StandardCharsets.UTF_8);
    send(0, key, "{\"specversion\":\"1.0\"".getBytes(StandardCharsets.UTF_8));

    await().untilAsserted(() -> assertThat(status(token)).isEqualTo(401));
    assertThat(status(other)).isEqualTo(200);
    MeterRegistry metrics = gateway.server.getApplicationContext().getBean(MeterRegistry.class);
    assertThat(
            metrics
                .get("holdfast.gateway.revocation.unreadable")
                .tag("topic", gateway.topic)
                .counter()
                .count())
        .isPositive();
  }

  @Test
  void streamIsAskedAboutWhileTheNewsAreStale() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RunningGateway deaf =
        RunningGateway.start(
            Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:1",
                "holdfast.gateway.revocation.max-staleness", "500ms"))) {
      deaf.tokenService.answer(exchange -> StubServer.json(exchange, 200, "{\"active\":true}"));
      deaf.upstream.answer(
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: one\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            waitFor(over);
          });
      String token = deaf.token("ann", "tools").with("gid", person).sign();
      HttpResponse<InputStream> answer =
          deaf.http.send(
              deaf.request("tools", token).GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        assertThat(new String(body.readNBytes(13), StandardCharsets.UTF_8)).contains("data: one");
        // Nobody who could tell anything: it goes on.
        deaf.tokenService.answer(exchange -> StubServer.json(exchange, 500, "{}"));
        await().until(() -> deaf.tokenService.seen().size() > 2);

        deaf.tokenService.answer(exchange -> StubServer.json(exchange, 200, "{\"active\":false}"));

        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isBlank();
      }
    } finally {
      over.countDown();
    }
  }

  private static void send(int partition, byte[] key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", TestBroker.any().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(gateway.topic, partition, key, value)).get();
    }
  }

  private String lasting(Instant issued) {
    return gateway
        .issuer
        .token(person, gateway.resource("tools"), issued)
        .with("gid", UUID.randomUUID().toString())
        .with("exp", RunningGateway.now().plusSeconds(600).getEpochSecond())
        .sign();
  }

  private static int status(String token) throws Exception {
    return gateway.post("tools", token, null, RunningGateway.LIST).statusCode();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
