package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class OnlyServerTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  /** MCP Authorization, Protected Resource Metadata Discovery Requirements: tried second. */
  @Test
  void metadataIsAtTheRootTooIfItCanMeanOneServerOnly() throws Exception {
    try (RunningGateway gateway = RunningGateway.withOnly("tools")) {
      HttpResponse<String> atRoot = get(gateway, WELL_KNOWN);

      assertThat(atRoot.statusCode()).isEqualTo(200);
      assertThat(atRoot.body())
          .contains("\"resource\":\"" + gateway.resource("tools") + "\"")
          .isEqualTo(get(gateway, WELL_KNOWN + "/mcp/tools").body());
      assertThat(get(gateway, WELL_KNOWN + "/mcp").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(RunningGateway gateway, String path)
      throws IOException, InterruptedException {
    return gateway.send(HttpRequest.newBuilder(URI.create(gateway.publicUrl() + path)));
  }
}
