package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No server's address leads where nobody meant it to. */
@Timeout(60)
class UpstreamAddressTest {

  private static final String URL = "holdfast.gateway.servers.tools.url";
  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.servers.other.url", "http://169.254.169.254/mcp",
              "holdfast.gateway.servers.other.allow-plain-http", true,
              "holdfast.gateway.restart.patience", "0s"));

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://mcp.example/, neither http nor https",
    "https://user:password@mcp.example/, user or password",
    "https://mcp.example/#there, fragment",
    "https:///mcp, no host",
    "http://mcp.example/, plain http",
    "http://127.0.0.1.mcp.example/, plain http",
    "http://10.0.0.7/, plain http",
  })
  void addressThatLeadsAstrayStopsTheStart(String url, String why) {
    assertThatThrownBy(() -> RunningGateway.start(Map.of(URL, url)))
        .rootCause()
        .hasMessageContaining(URL)
        .hasMessageContaining(why)
        .hasMessageNotContaining("password@");
  }

  @Test
  void metadataServiceIsNeverAsked() throws Exception {
    String token = gateway.token("ann", "other").with("scope", "mcp other").sign();

    assertThat(gateway.post("other", token, null, RunningGateway.LIST).statusCode()).isEqualTo(502);

    MeterRegistry metrics = gateway.server.getApplicationContext().getBean(MeterRegistry.class);
    assertThat(
            metrics
                .get("holdfast.gateway.upstream.blocked")
                .tag("server", "other")
                .counter()
                .count())
        .isPositive();
  }

  @Test
  void privateAddressIsNotAskedWhereThatIsBlocked() throws Exception {
    try (RunningGateway strict =
        RunningGateway.start(
            Map.of(
                "holdfast.gateway.upstream.block-private",
                true,
                "holdfast.gateway.restart.patience",
                "0s"))) {
      String token = strict.token("ann", "tools").sign();

      assertThat(strict.post("tools", token, null, RunningGateway.LIST).statusCode())
          .isEqualTo(502);
      assertThat(strict.upstream.seen()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectIsNeitherFollowedNorPassedOn(int status) throws Exception {
    gateway.upstream.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Location", gateway.upstream.url("/open").toString());
          StubServer.json(exchange, status, "");
        });

    var answer =
        gateway.post("tools", gateway.token("ann", "tools").sign(), null, RunningGateway.LIST);

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(gateway.upstream.seen()).hasSize(1);
  }

  @Test
  void resourceInTheMetadataIsNotTakenFromTheRequest() throws Exception {
    String answer =
        raw(
            """
            GET /.well-known/oauth-protected-resource/mcp/tools HTTP/1.1\r
            Host: evil.example\r
            X-Forwarded-Host: evil.example\r
            Connection: close\r
            \r
            """);

    assertThat(answer)
        .contains("\"resource\":\"" + gateway.resource("tools") + "\"")
        .doesNotContain("evil.example");
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", gateway.server.getPort())) {
      socket.setSoTimeout(40_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
