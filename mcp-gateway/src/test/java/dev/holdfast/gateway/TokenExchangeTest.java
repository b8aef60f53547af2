package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server gets a token made for it out of the caller's, and never the caller's own. */
@Timeout(60)
class TokenExchangeTest {

  private static final AtomicInteger given = new AtomicInteger();
  private static final StubServer endpoint = StubServer.start(TokenExchangeTest::grant);
  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.servers.other.credential", "exchange",
              "holdfast.gateway.servers.other.scopes", "mcp",
              "holdfast.gateway.servers.other.exchange-endpoint", endpoint.url("/token").toString(),
              "holdfast.gateway.servers.other.exchange-client-id", "gateway",
              "holdfast.gateway.servers.other.exchange-client-secret", "exchange-secret",
              "holdfast.gateway.servers.other.exchange-resource", "https://upstream.example/mcp",
              "holdfast.gateway.servers.other.exchange-scopes", "read write",
              "holdfast.gateway.servers.keyed.credential", "exchange",
              "holdfast.gateway.servers.keyed.exchange-audience", "https://keyed.example"));

  @AfterAll
  static void stop() {
    gateway.close();
    endpoint.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
    endpoint.answer(TokenExchangeTest::grant);
  }

  @Test
  void serverGetsTheTokenThatWasGivenForTheCallers() throws Exception {
    String token = token("ann");

    assertThat(list(token).statusCode()).isEqualTo(200);

    var asked = endpoint.seen().getFirst();
    assertThat(asked.headers().getFirst("Authorization")).startsWith("Basic ");
    assertThat(URLDecoder.decode(asked.body(), StandardCharsets.UTF_8))
        .contains(
            "grant_type=urn:ietf:params:oauth:grant-type:token-exchange",
            "subject_token=" + token,
            "subject_token_type=urn:ietf:params:oauth:token-type:access_token",
            "resource=https://upstream.example/mcp",
            "scope=read write")
        .doesNotContain("actor_token");
    var seen = gateway.upstream.seen().getFirst();
    assertThat(seen.headers().get("Authorization")).containsExactly("Bearer given-" + given.get());
    assertThat(seen.headers().toString()).doesNotContain(token);
  }

  @Test
  void ownAuthorizationServerIsAskedWithTheGatewayAsActor() throws Exception {
    int before = gateway.issuer.tokensIssued();

    String token = gateway.token("ann", "keyed").sign();
    assertThat(gateway.post("keyed", token, null, RunningGateway.LIST).statusCode()).isEqualTo(200);

    // The stand-in gives whoever asks for a token one like the gateway's own.
    assertThat(gateway.issuer.tokensIssued()).isGreaterThan(before);
    assertThat(gateway.upstream.seen().getFirst().headers().getFirst("Authorization"))
        .startsWith("Bearer service-token-");
  }

  @Test
  void tokenIsExchangedOnceAndAnotherTokenAnew() throws Exception {
    String token = token("ann");
    for (int i = 0; i < 3; i++) {
      list(token);
    }
    assertThat(endpoint.seen()).hasSize(1);

    list(token("ann"));
    list(token("bob"));

    assertThat(endpoint.seen()).hasSize(3);
    var presented =
        gateway.upstream.seen().stream()
            .map(seen -> seen.headers().getOrDefault("Authorization", List.of()))
            .toList();
    assertThat(presented).hasSize(5).doesNotContain(List.of());
    assertThat(Set.copyOf(presented)).hasSize(3);
  }

  @Test
  void whatIsAboutToEndIsNotKept() throws Exception {
    endpoint.answer(exchange -> grant(exchange, 9));
    String token = token("ann");

    list(token);
    list(token);

    assertThat(endpoint.seen()).hasSize(2);
  }

  @Test
  void callersWhoComeAtOnceAreServedByOneExchange() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    endpoint.answer(
        exchange -> {
          hold(release);
          grant(exchange);
        });
    String token = token("ann");
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        answers.add(threads.submit(() -> list(token)));
      }
      release.countDown();
    }

    assertThat(answers).allSatisfy(each -> assertThat(each.get().statusCode()).isEqualTo(200));
    assertThat(endpoint.seen()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, 401",
    "400, invalid_request, 401",
    "400, invalid_target, 503",
    "401, invalid_client, 503",
    "503, temporarily_unavailable, 503",
    "500, invalid_grant, 503",
  })
  void refusalIsAChallengeOnlyIfAnotherTokenMayHelp(int status, String error, int expected)
      throws Exception {
    endpoint.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "17");
          StubServer.json(exchange, status, "{\"error\":\"" + error + "\"}");
        });

    HttpResponse<String> answer = list(token("ann"));

    assertThat(answer.statusCode()).isEqualTo(expected);
    assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
        .isEqualTo(expected == 401);
    assertThat(answer.headers().firstValue("Retry-After").filter("17"::equals).isPresent())
        .isEqualTo(expected == 503);
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void garbageIsPassingTroubleAndNothingIsRepeated() throws Exception {
    endpoint.answer(exchange -> StubServer.json(exchange, 200, "<html>" + "s3cr3t"));

    HttpResponse<String> answer = list(token("ann"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(answer.body()).doesNotContain("s3cr3t");
  }

  @Test
  void otherServersDoNotNoticeAnEndpointThatHangs() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    endpoint.answer(
        exchange -> {
          hold(release);
          grant(exchange);
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var held = threads.submit(() -> list(token("ann")));

      String token = gateway.token("ann", "tools").sign();
      assertThat(gateway.post("tools", token, null, RunningGateway.LIST).statusCode())
          .isEqualTo(200);
      assertThat(held.isDone()).isFalse();
      release.countDown();
      assertThat(held.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tokenThatTheServerRefusesIsForgotten() throws Exception {
    String token = token("ann");
    list(token);
    gateway.upstream.answer(exchange -> StubServer.json(exchange, 401, "{}"));
    assertThat(list(token).statusCode()).isEqualTo(502);
    gateway.upstream.answer(RunningGateway::mcp);

    assertThat(list(token).statusCode()).isEqualTo(200);

    assertThat(endpoint.seen()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "exchange-client-id, gateway, exchange-audience or .exchange-resource must be set",
    "exchange-endpoint, http://127.0.0.1:1/token, exchange-audience or .exchange-resource must be set",
  })
  void exchangeWithoutItsPartsStopsTheStart(String key, String value, String message) {
    assertThatThrownBy(
            () ->
                RunningGateway.start(
                    Map.of(
                        "holdfast.gateway.servers.tools.credential",
                        "exchange",
                        "holdfast.gateway.servers.tools." + key,
                        value)))
        .rootCause()
        .hasMessageContaining(message);
  }

  /** The gateway's secret for it would go in clear. */
  @Test
  void plainEndpointOnAnotherMachineStopsTheStart() {
    String tools = "holdfast.gateway.servers.tools.";
    assertThatThrownBy(
            () ->
                RunningGateway.start(
                    Map.of(
                        tools + "credential", "exchange",
                        tools + "exchange-endpoint", "http://sts.example/token",
                        tools + "exchange-client-id", "gateway",
                        tools + "exchange-client-secret", "s3cr3t",
                        tools + "exchange-audience", "https://upstream.example")))
        .rootCause()
        .hasMessageContaining("exchange-endpoint is plain http")
        .hasMessageNotContaining("s3cr3t");
  }

  private static HttpResponse<String> list(String token) throws Exception {
    return gateway.post("other", token, null, RunningGateway.LIST);
  }

  private static String token(String subject) {
    return gateway.token(subject, "other").sign();
  }

  private static void grant(HttpExchange exchange) throws IOException {
    grant(exchange, 300);
  }

  private static void grant(HttpExchange exchange, int life) throws IOException {
    StubServer.json(
        exchange,
        200,
        """
        {"access_token":"given-%d","issued_token_type":"urn:ietf:params:oauth:token-type:access_token",
        "token_type":"Bearer","expires_in":%d}\
        """
            .formatted(given.incrementAndGet(), life));
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
