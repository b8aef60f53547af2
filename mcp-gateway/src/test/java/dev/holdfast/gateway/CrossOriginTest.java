package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of an allowed origin can be an MCP client; no other one can read anything. */
@Timeout(60)
class CrossOriginTest {

  private static final String PAGE = "https://inspector.example";
  private static final String METADATA = "/.well-known/oauth-protected-resource/mcp/tools";

  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.origins", PAGE,
              "holdfast.gateway.servers.tools.eras", "legacy",
              "holdfast.gateway.aggregate.servers", "tools"));

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp/tools", "/mcp", METADATA})
  void browserMayAskForAPageThatIsAllowed(String path) throws Exception {
    HttpResponse<String> answer = preflight(path, PAGE);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(header(answer, "Access-Control-Allow-Methods")).contains("POST", "DELETE");
    assertThat(header(answer, "Access-Control-Allow-Headers")).contains("Authorization");
    assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
    assertThat(header(answer, "Vary")).isEqualTo("Origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp/tools", "/mcp", METADATA})
  void strangersPageIsToldNothing(String path) throws Exception {
    HttpResponse<String> answer = preflight(path, "https://evil.example");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void pageReadsAnswersAndRefusalsAndTheirHeaders() throws Exception {
    String token = gateway.token("ann", "tools").sign();
    gateway.upstream.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
          RunningGateway.mcp(exchange);
        });
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = post(token, PAGE);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(PAGE);
      assertThat(header(answer, "Access-Control-Expose-Headers"))
          .contains("Mcp-Session-Id", "WWW-Authenticate");
    }

    HttpResponse<String> refused = post(null, PAGE);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(header(refused, "WWW-Authenticate")).isNotEmpty();

    assertThat(post(token, "https://evil.example").headers().map())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void pageReadsWhereToSignIn() throws Exception {
    HttpResponse<String> answer =
        gateway.send(
            HttpRequest.newBuilder(URI.create(gateway.publicUrl() + METADATA))
                .header("Origin", PAGE));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
  }

  private static HttpResponse<String> preflight(String path, String origin) throws Exception {
    return gateway.send(
        HttpRequest.newBuilder(URI.create(gateway.publicUrl() + path))
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,mcp-session-id")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }

  private static HttpResponse<String> post(@Nullable String token, String origin) throws Exception {
    return gateway.send(
        gateway
            .request("tools", token)
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(RunningGateway.INITIALIZE)));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
