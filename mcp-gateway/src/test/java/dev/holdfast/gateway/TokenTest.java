package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.bearer.testing.TestToken;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Only a verified token of this server gets through, and a refusal says where to sign in. */
class TokenTest {

  private static final RunningGateway gateway = RunningGateway.start();

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void callWithoutTokenIsShownWhereToSignIn() throws Exception {
    var answer = gateway.post("tools", null, null, RunningGateway.INITIALIZE);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains(
            "Bearer resource_metadata=\"%s/.well-known/oauth-protected-resource/mcp/tools\", scope=\"mcp\""
                .formatted(gateway.publicUrl()));
    assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
  }

  @Test
  void tokenInTheQueryIsNoToken() throws Exception {
    String token = gateway.token("ann", "tools").sign();
    var request =
        gateway
            .request("tools", null)
            .uri(URI.create(gateway.resource("tools") + "?access_token=" + token))
            .POST(HttpRequest.BodyPublishers.ofString(RunningGateway.INITIALIZE));

    assertThat(gateway.send(request).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void badTokenIsRefusedBeforeTheUpstream(String why, UnaryOperator<TestToken> spoil)
      throws Exception {
    gateway.upstream.answer(RunningGateway::mcp);
    String token = spoil.apply(gateway.token("ann", "tools")).sign();

    for (String verb : List.of("POST", "GET", "DELETE")) {
      var answer = gateway.call(verb, "tools", token, null, RunningGateway.INITIALIZE);
      assertThat(answer.statusCode()).as(why).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Bearer error=\"invalid_token\", resource_metadata=");
      assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
    }
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  static Stream<Arguments> badTokens() {
    return Stream.of(
        bad("wrong key", token -> token.forgedWith(TestIssuer.newKey())),
        bad("another server's", token -> token.with("aud", gateway.resource("other"))),
        bad("the gateway's root", token -> token.with("aud", gateway.publicUrl())),
        bad("another issuer's", token -> token.with("iss", "http://localhost:1")),
        bad("id token", token -> token.type("JWT")),
        bad("expired", token -> token.with("exp", 1)),
        bad("no issuer", token -> token.with("iss", null)),
        bad("no subject", token -> token.with("sub", null)),
        bad("numeric subject", token -> token.with("sub", 7)),
        bad("array subject", token -> token.with("sub", List.of("ann"))),
        bad("empty subject", token -> token.with("sub", "")),
        bad("NUL in subject", token -> token.with("sub", "ann\u0000")),
        bad("numeric issuer", token -> token.with("iss", 7)),
        bad("array issuer", token -> token.with("iss", List.of("x"))));
  }

  @Test
  void tokensSignedWithEitherKindOfKeyGetThrough() throws Exception {
    ECKey curve = TestIssuer.newEcKey();
    gateway.issuer.publish(curve);

    assertThat(status(gateway.token("ann", "tools").sign(curve))).isEqualTo(200);
    assertThat(status(gateway.token("ann", "tools").sign())).isEqualTo(200);
    assertThat(status(gateway.token("ann", "tools").sign(TestIssuer.newEcKey()))).isEqualTo(401);
  }

  @Test
  void otherAuthorizationSchemesAreNotAnonymous() throws Exception {
    var answer =
        gateway.send(gateway.request("open", null).header("Authorization", "Basic YTpi").GET());

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void missingScopeIsForbiddenWithTheScopeItTakes() throws Exception {
    String token = gateway.token("ann", "tools").with("scope", "else").sign();

    var answer = gateway.post("tools", token, null, RunningGateway.INITIALIZE);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"insufficient_scope\"")
        .contains("scope=\"mcp\"");
  }

  @Test
  void verifiedTokenOutlivesItsIssuersOutage() throws Exception {
    String token = gateway.token("ann", "tools").sign();
    assertThat(status(token)).isEqualTo(200);
    gateway.issuer.down(true);
    try {
      assertThat(status(token)).isEqualTo(200);
    } finally {
      gateway.issuer.down(false);
    }
  }

  @Test
  void metadataNamesTheResourceExactlyAsItIsCalled() throws Exception {
    var answer = get("/.well-known/oauth-protected-resource/mcp/tools");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"resource\":\"" + gateway.resource("tools") + "\"")
        .contains(
            "\"authorization_servers\":[\"%s\",\"%s\"]"
                .formatted(gateway.issuer.url(), gateway.secondIssuer.url()))
        .contains("\"scopes_supported\":[\"mcp\"]");
    assertThat(get("/.well-known/oauth-protected-resource/mcp/nothing").statusCode())
        .isEqualTo(404);
    assertThat(get("/.well-known/oauth-protected-resource").statusCode()).isEqualTo(404);
  }

  @Test
  void unknownServerIsNotFound() throws Exception {
    assertThat(gateway.post("nothing", null, null, "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void strangeOriginIsForbiddenAndTheOwnOneIsNot() throws Exception {
    String token = gateway.token("ann", "tools").sign();

    assertThat(gateway.send(from("http://evil.example", token)).statusCode()).isEqualTo(403);
    assertThat(gateway.send(from(gateway.publicUrl(), token)).statusCode()).isEqualTo(200);
  }

  /** MCP Authorization, Canonical Server URI: the host's case does not matter. */
  @Test
  void hostIsKnownInCapitalsToo() throws Exception {
    gateway.upstream.answer(RunningGateway::mcp);
    String token = gateway.token("ann", "tools").sign();
    for (String host : List.of("LOCALHOST", "LocalHost:" + gateway.server.getPort())) {
      try (var socket = new java.net.Socket("localhost", gateway.server.getPort())) {
        String body = RunningGateway.LIST.strip();
        socket
            .getOutputStream()
            .write(
                "POST /mcp/tools HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(host, token, body.length(), body)
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var reader =
            new java.io.BufferedReader(
                new java.io.InputStreamReader(
                    socket.getInputStream(), java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(reader.readLine()).contains("200");
      }
    }
  }

  @Test
  void strangeHostIsForbidden() throws Exception {
    try (var socket = new java.net.Socket("localhost", gateway.server.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /mcp/tools HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      var reader =
          new java.io.BufferedReader(
              new java.io.InputStreamReader(
                  socket.getInputStream(), java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(reader.readLine()).contains("403");
    }
  }

  @Test
  void brokenJsonIsAParseError() throws Exception {
    gateway.upstream.answer(RunningGateway::mcp);
    String token = gateway.token("ann", "tools").sign();

    for (String body : List.of("{", "", "{} {}", "7", "{\"a\":1,\"a\":2}")) {
      var answer = gateway.post("tools", token, null, body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).contains("-32700").contains("\"id\":null");
    }
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void hugeBodyIsTooLarge() throws Exception {
    String token = gateway.token("ann", "tools").sign();
    String body = "{\"a\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";

    assertThat(gateway.post("tools", token, null, body).statusCode()).isEqualTo(413);
  }

  @Test
  void unknownProtocolVersionIsRefused() throws Exception {
    String token = gateway.token("ann", "tools").sign();

    assertThat(gateway.send(version("1999-01-01", token)).statusCode()).isEqualTo(400);
    assertThat(gateway.send(version("2025-11-25", token)).statusCode()).isEqualTo(200);
  }

  @Test
  void gatewayIsReadyAndTellsStrangersNothingMore() throws Exception {
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> assertThat(get("/health/readiness").statusCode()).isEqualTo(200));
    assertThat(get("/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(get("/health/liveness").statusCode()).isEqualTo(200);
  }

  private static Arguments bad(String why, UnaryOperator<TestToken> spoil) {
    return Arguments.of(why, spoil);
  }

  private static HttpRequest.Builder version(String version, @Nullable String token) {
    return gateway
        .request("tools", token)
        .header("MCP-Protocol-Version", version)
        .POST(HttpRequest.BodyPublishers.ofString(RunningGateway.LIST));
  }

  private static HttpRequest.Builder from(String origin, String token) {
    return gateway
        .request("tools", token)
        .header("Origin", origin)
        .POST(HttpRequest.BodyPublishers.ofString(RunningGateway.LIST));
  }

  private static int status(String token) throws Exception {
    return gateway.post("tools", token, null, RunningGateway.LIST).statusCode();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return gateway.send(HttpRequest.newBuilder(URI.create(gateway.publicUrl() + path)));
  }
}
