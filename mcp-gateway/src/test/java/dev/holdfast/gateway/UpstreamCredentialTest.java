package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.problem.ProblemTypes;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upstream sees its own credential, or no request at all. */
class UpstreamCredentialTest {

  private static final RunningGateway gateway = RunningGateway.start();

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
  }

  @Test
  void connectionOfTheCallerIsPresented() throws Exception {
    gateway.tokenService.answer(
        exchange -> StubServer.json(exchange, 200, "{\"accessToken\":\"upstream-token\"}"));

    var answer = gateway.post("profile", token(), null, RunningGateway.LIST);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gateway.upstream.seen().getFirst().headers().get("Authorization"))
        .containsExactly("Bearer upstream-token");
    var asked = gateway.tokenService.seen().getFirst();
    assertThat(asked.path()).isEqualTo("/connections/token");
    assertThat(asked.body())
        .contains(gateway.issuer.url())
        .contains("\"ann\"")
        .contains("\"provider\":\"demo\"");
  }

  @Test
  void sameSubjectAtAnotherIssuerIsAnotherConnection() throws Exception {
    gateway.tokenService.answer(
        exchange -> StubServer.json(exchange, 200, "{\"accessToken\":\"upstream-token\"}"));
    String token =
        gateway.secondIssuer.token("ann", gateway.resource("profile"), RunningGateway.now()).sign();

    gateway.post("profile", token, null, RunningGateway.LIST);

    assertThat(gateway.tokenService.seen().getFirst().body())
        .contains(gateway.secondIssuer.url())
        .doesNotContain(gateway.issuer.url() + "\"");
  }

  @Test
  void missingConnectionSendsTheClientToAuthorize() throws Exception {
    problem(404, ProblemTypes.CONNECTION_MISSING);

    var answer = gateway.post("profile", token(), null, RunningGateway.LIST);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains(
            "Bearer resource_metadata=\"%s/.well-known/oauth-protected-resource/mcp/profile\""
                .formatted(gateway.publicUrl()));
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void passingTroubleIsAnsweredWithItsRetryAfter() throws Exception {
    gateway.tokenService.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "17");
          StubServer.problem(
              exchange,
              503,
              "{\"type\":\"%s\",\"title\":\"x\",\"status\":503}"
                  .formatted(ProblemTypes.TEMPORARILY_UNAVAILABLE));
        });

    var answer = gateway.post("profile", token(), null, RunningGateway.LIST);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("17");
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void anyOtherNotFoundIsNotTakenForMissingConsent() throws Exception {
    problem(404, ProblemTypes.NOT_FOUND);

    assertThat(gateway.post("profile", token(), null, RunningGateway.LIST).statusCode())
        .isEqualTo(503);
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void gatewayWithoutServiceTokenAsksForPatience() throws Exception {
    try (RunningGateway poor =
        RunningGateway.start(Map.of("holdfast.service.token-endpoint", "http://127.0.0.1:1/"))) {
      String token = poor.token("ann", "profile").sign();

      var answer = poor.post("profile", token, null, RunningGateway.LIST);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(poor.tokenService.seen()).isEmpty();
      assertThat(poor.upstream.seen()).isEmpty();
    }
  }

  @Test
  void unreachableUpstreamIsABadGateway() throws Exception {
    try (RunningGateway lonely =
        RunningGateway.start(
            Map.of("holdfast.gateway.servers.tools.url", "http://127.0.0.1:1/mcp"))) {
      String token = lonely.token("ann", "tools").sign();

      assertThat(lonely.post("tools", token, null, RunningGateway.LIST).statusCode())
          .isEqualTo(502);
    }
  }

  @Test
  void fixedHeaderIsPresented() throws Exception {
    String token = gateway.token("ann", "keyed").sign();

    gateway.post("keyed", token, null, RunningGateway.LIST);

    var seen = gateway.upstream.seen().getFirst();
    assertThat(seen.headers().get("X-api-key")).containsExactly("fixed-key");
    assertThat(seen.headers().get("Authorization")).isNull();
  }

  private static void problem(int status, String type) {
    gateway.tokenService.answer(
        exchange -> {
          String body = "{\"type\":\"%s\",\"title\":\"x\",\"status\":%d}".formatted(type, status);
          StubServer.problem(exchange, status, body);
        });
  }

  private static String token() {
    return gateway.token("ann", "profile").sign();
  }
}
