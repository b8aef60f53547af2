package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import dev.holdfast.testsupport.TestAuthority;
import dev.holdfast.testsupport.TestCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that speaks TLS with everybody: clients, MCP servers and the token-service. */
class TlsTest {

  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo"}}""";

  @TempDir Path directory;
  private final TestAuthority authority = TestAuthority.create();

  @BeforeEach
  void files() {
    authority.issue().writeTo(directory);
  }

  @Test
  void clientReachesServerWithTheTokenOfItsConnection() throws Exception {
    TestCertificate other = authority.issue();
    try (StubServer tokenService = tokenService(other);
        StubServer upstream =
            StubServer.start(new HttpsConfigurator(other.shown()), RunningGateway::mcp);
        RunningGateway gateway = gateway(tokenService, upstream)) {
      // The short way, and then the long one.
      for (String message : new String[] {CALL, RunningGateway.INITIALIZE}) {
        upstream.answer(RunningGateway::mcp);
        assertThat(post(gateway, other, message).statusCode()).isEqualTo(200);
        assertThat(upstream.seen().getFirst().headers().get("Authorization"))
            .containsExactly("Bearer upstream-token");
      }
    }
  }

  @Test
  void tokenServiceOfAnotherAuthorityIsPassingTrouble() throws Exception {
    TestCertificate other = authority.issue();
    try (StubServer pretender = tokenService(TestAuthority.create().issue());
        StubServer upstream =
            StubServer.start(new HttpsConfigurator(other.shown()), RunningGateway::mcp);
        RunningGateway gateway = gateway(pretender, upstream)) {
      HttpResponse<String> answer = post(gateway, other, CALL);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(pretender.seen()).isEmpty();
      assertThat(upstream.seen()).isEmpty();
    }
  }

  private static StubServer tokenService(TestCertificate certificate) {
    return StubServer.startSecured(
        certificate.shown(),
        exchange -> StubServer.json(exchange, 200, "{\"accessToken\":\"upstream-token\"}"));
  }

  private RunningGateway gateway(StubServer tokenService, StubServer upstream) {
    Map<String, Object> settings = new HashMap<>(TestCertificate.settings(directory));
    settings.put("holdfast.token-service.url", tokenService.url("").toString());
    settings.put("holdfast.gateway.servers.profile.url", upstream.url("/profile").toString());
    settings.put("holdfast.gateway.servers.profile.eras", "legacy");
    return RunningGateway.start(settings);
  }

  private static HttpResponse<String> post(
      RunningGateway gateway, TestCertificate trusted, String message) throws Exception {
    String token = gateway.token("ann", "profile").sign();
    URI endpoint = URI.create("https://localhost:" + gateway.server.getPort() + "/mcp/profile");
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusted.trusted()).build()) {
      var request =
          gateway.request("profile", token).uri(endpoint).POST(BodyPublishers.ofString(message));
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }
}
