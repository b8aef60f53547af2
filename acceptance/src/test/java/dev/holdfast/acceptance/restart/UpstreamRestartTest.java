package dev.holdfast.acceptance.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.McpSession;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An MCP server behind the gateway is killed, and nobody in front of it has to begin anew. */
final class UpstreamRestartTest extends Story {

  @Test
  void sessionsOutliveTheServerThatOpenedThem() throws Exception {
    OAuthClient client = mcpClient("plain");
    AtomicReference<Tokens> held = new AtomicReference<>(signIn(client, newUser()));
    running.replica();
    try (McpSession session = session(client, held)) {
      assertThat(echo(session, "before")).isEqualTo("before");
      Optional<String> id = session.sessionId();
      assertThat(id).isPresent();
      RawMcp other =
          new RawMcp(URI.create("http://localhost:" + running.replicaPort() + "/mcp/plain"));

      for (int i = 0; i < 2; i++) {
        running.system().part("sample-mcp-server").kill();
        // While nobody listens there.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          Future<String> waiting = threads.submit(() -> echo(session, "meanwhile"));
          running.system().restart("sample-mcp-server");
          assertThat(waiting.get()).isEqualTo("meanwhile");
        }
        assertThat(session.callTool("whoami", Map.of())).contains("session=present");
        assertThat(session.sdk().listTools().tools()).isNotEmpty();
        assertThat(session.sessionId()).isEqualTo(id);
        renew(client, held);
        Secret token = held.get().accessToken();
        assertThat(other.post(token, id.orElseThrow(), RawMcp.call("echo")).statusCode())
            .isEqualTo(200);
      }
    }
  }

  private McpSession session(OAuthClient client, AtomicReference<Tokens> held) {
    return McpSession.open(
        settings.mcp("plain"), () -> held.get().accessToken(), () -> renew(client, held));
  }

  private static boolean renew(OAuthClient client, AtomicReference<Tokens> held) {
    held.set(client.refresh(refreshToken(held.get())));
    return true;
  }

  private static String echo(McpSession session, String text) {
    return session.callTool("echo", Map.of("text", text));
  }
}
