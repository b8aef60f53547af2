package dev.holdfast.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bearer.testing.TestIssuer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BearerFilterTest {

  private static final String HERE = "http://localhost:9001";

  private static final TestIssuer issuer = TestIssuer.start();
  private static final HttpClient client = HttpClient.newHttpClient();
  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    server =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of(
                "micronaut.server.port",
                -1,
                "micronaut.server.host",
                "127.0.0.1",
                "bearer.test",
                true,
                "endpoints.health.sensitive",
                false,
                "holdfast.bearer.audience",
                HERE,
                "holdfast.bearer.refetch-interval",
                "1ms",
                "holdfast.bearer.issuers",
                issuer.url()));
  }

  @AfterAll
  static void stop() {
    server.close();
    issuer.close();
    client.close();
  }

  @Test
  void callWithoutTokenIsChallenged() throws Exception {
    var answer = get("/guarded", null);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void badTokenIsChallengedWithTheError() throws Exception {
    var answer = get("/guarded", "no.to.ken");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer error=\"invalid_token\"");
  }

  @Test
  void scopeOpensTheEndpointThatAsksForItAndNoOther() throws Exception {
    String token = token("grants:read");

    var allowed = get("/guarded", token);
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.body()).isEqualTo("ann");
    assertThat(get("/other", token).statusCode()).isEqualTo(403);
  }

  @Test
  void endpointThatForgotItsScopeIsClosedToEverybody() throws Exception {
    assertThat(get("/forgotten", token("grants:read")).statusCode()).isEqualTo(403);
    assertThat(get("/forgotten", null).statusCode()).isEqualTo(401);
  }

  @Test
  void openPathsNeedNoToken() throws Exception {
    assertThat(get("/health", null).statusCode()).isEqualTo(200);
  }

  @Test
  void unknownPathIsNotToldApartWithoutToken() throws Exception {
    assertThat(get("/nothing", null).statusCode()).isEqualTo(401);
    assertThat(get("/nothing", token("grants:read")).statusCode()).isEqualTo(404);
  }

  @Test
  void issuerOutageIsAnsweredWithRetryLater() throws Exception {
    try (TestIssuer failing = TestIssuer.start()) {
      failing.down(true);
      try (EmbeddedServer other =
          ApplicationContext.run(
              EmbeddedServer.class,
              Map.of(
                  "micronaut.server.port",
                  -1,
                  "bearer.test",
                  true,
                  "holdfast.bearer.audience",
                  HERE,
                  "holdfast.bearer.issuers",
                  failing.url()))) {
        String token = failing.token("ann", HERE, Clock.systemUTC().instant()).sign();

        var answer = get(other, "/guarded", token);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      }
    }
  }

  private static String token(String scope) {
    return issuer.token("ann", HERE, Clock.systemUTC().instant()).with("scope", scope).sign();
  }

  private static HttpResponse<String> get(String path, @Nullable String token)
      throws IOException, InterruptedException {
    return get(server, path, token);
  }

  private static HttpResponse<String> get(EmbeddedServer at, String path, @Nullable String token)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + at.getPort() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
