package dev.holdfast.sample;

import static dev.holdfast.sample.SampleClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderProfileToolTest {
  private static final String GOOD = "Bearer upstream-token";

  private HttpServer provider;
  private SampleMcpServer server;

  @BeforeEach
  void start() throws Exception {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/userinfo", ProviderProfileToolTest::userinfo);
    provider.start();
    URI userinfo = URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/userinfo");
    server = SampleMcpServer.start(new Settings("127.0.0.1", 0, List.of(), userinfo));
  }

  @AfterEach
  void stop() {
    server.close();
    provider.stop(0);
  }

  @Test
  void theProvidersNameComesBack() {
    try (SampleClient client = connect(Map.of("Authorization", GOOD))) {
      var result = client.call("provider_profile", Map.of());
      assertThat(result.isError()).isFalse();
      assertThat(text(result)).isEqualTo("Ada at the provider");
    }
  }

  @Test
  void aCallWithoutCredentialIsAnErrorAndAsksNobody() {
    try (SampleClient client = connect(Map.of())) {
      var result = client.call("provider_profile", Map.of());
      assertThat(result.isError()).isTrue();
      assertThat(text(result)).contains("No provider credential");
    }
  }

  @Test
  void aRefusedCredentialIsAnErrorThatDoesNotRepeatIt() {
    try (SampleClient client = connect(Map.of("Authorization", "Bearer stale-token"))) {
      var result = client.call("provider_profile", Map.of());
      assertThat(result.isError()).isTrue();
      assertThat(text(result)).contains("401").doesNotContain("stale-token");
    }
  }

  @Test
  void aProviderThatIsDownIsAnError() {
    provider.stop(0);
    try (SampleClient client = connect(Map.of("Authorization", GOOD))) {
      assertThat(client.call("provider_profile", Map.of()).isError()).isTrue();
    }
  }

  private SampleClient connect(Map<String, String> headers) {
    return new SampleClient(server.endpoint(), headers);
  }

  private static void userinfo(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!GOOD.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      byte[] body = "{\"sub\":\"p-1\",\"name\":\"Ada at the provider\"}".getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
