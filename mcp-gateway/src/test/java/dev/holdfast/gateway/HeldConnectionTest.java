package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.SessionEvent;
import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A person's token at a provider is used for a moment without asking, and no longer than it may.
 */
@Timeout(60)
class HeldConnectionTest {

  private static final Duration T = Duration.ofSeconds(2);
  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"me"}}\
      """;
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "holdfast.gateway.connections.hold", "30s",
          "holdfast.gateway.servers.profile.eras", "legacy");

  private static final RunningGateway gateway = RunningGateway.start(SETTINGS);
  private static final TokenNews news = new TokenNews(gateway.issuer.url());

  private final AtomicInteger given = new AtomicInteger();
  private final String person = UUID.randomUUID().toString();

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
    give("");
  }

  @Test
  void tokenIsAskedForOnceForManyCalls() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(call(gateway.server, person)).isEqualTo(200);
    }

    assertThat(gateway.tokenService.seen()).hasSize(1);
    assertThat(gateway.upstream.seen())
        .hasSize(5)
        .allSatisfy(
            seen ->
                assertThat(seen.headers().get("Authorization")).containsExactly("Bearer given-1"));
  }

  @Test
  void nobodyGetsAnothersToken() throws Exception {
    String other = UUID.randomUUID().toString();
    for (String one : List.of(person, other, person, other)) {
      call(gateway.server, one);
    }

    assertThat(
            gateway.upstream.seen().stream()
                .map(seen -> seen.headers().getFirst("Authorization"))
                .toList())
        .containsExactly("Bearer given-1", "Bearer given-2", "Bearer given-1", "Bearer given-2");
  }

  @Test
  void tokenThatIsAboutToEndIsNotKept() throws Exception {
    give(",\"expiresAt\":\"%s\"".formatted(RunningGateway.now().plusSeconds(9)));

    call(gateway.server, person);
    call(gateway.server, person);

    assertThat(gateway.tokenService.seen()).hasSize(2);
  }

  @Test
  void tokenThatTheServerRefusesIsForgotten() throws Exception {
    call(gateway.server, person);
    gateway.upstream.answer(exchange -> StubServer.json(exchange, 401, "{}"));
    assertThat(call(gateway.server, person)).isEqualTo(502);
    gateway.upstream.answer(RunningGateway::mcp);

    assertThat(call(gateway.server, person)).isEqualTo(200);
    assertThat(gateway.tokenService.seen()).hasSize(2);
  }

  /** At whatever replica somebody logs out, or is locked out. */
  @ParameterizedTest
  @ValueSource(strings = {"logout", "epoch", "revoked"})
  void newsOfAPersonAreHeardByEveryReplica(String what) throws Exception {
    try (EmbeddedServer replica = gateway.replica(SETTINGS)) {
      String other = UUID.randomUUID().toString();
      for (EmbeddedServer server : List.of(gateway.server, replica)) {
        call(server, person);
        call(server, other);
      }
      assertThat(gateway.tokenService.seen()).hasSize(4);

      gateway.publish(event(what));

      for (EmbeddedServer server : List.of(gateway.server, replica)) {
        await().atMost(T).until(() -> asks(server, person));
        assertThat(asks(server, other)).isFalse();
      }
    }
  }

  private Event event(String what) {
    EventHeader header =
        new EventHeader(
            UUID.randomUUID().toString(),
            URI.create("urn:test:token-service"),
            RunningGateway.now(),
            new SubjectId(gateway.issuer.url(), person));
    return switch (what) {
      case "logout" -> new SessionEvent.SessionsEnded(header);
      // So old that it refuses no token.
      case "epoch" -> news.epoch(person, RunningGateway.now().minusSeconds(600));
      default -> news.revoked(header, UUID.randomUUID().toString());
    };
  }

  private static boolean asks(EmbeddedServer server, String who) throws Exception {
    int before = gateway.tokenService.seen().size();
    call(server, who);
    return gateway.tokenService.seen().size() > before;
  }

  private static int call(EmbeddedServer server, String who) throws Exception {
    String token = gateway.token(who, "profile").sign();
    return gateway
        .send(
            gateway
                .request(server, "profile", token)
                .POST(HttpRequest.BodyPublishers.ofString(CALL)))
        .statusCode();
  }

  private void give(String more) {
    gateway.tokenService.answer(
        exchange ->
            StubServer.json(
                exchange,
                200,
                "{\"accessToken\":\"given-%d\"%s}".formatted(given.incrementAndGet(), more)));
  }
}
