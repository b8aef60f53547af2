package dev.holdfast.acceptance.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.client.McpSession;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.Root;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sample server, twice, as one; once with and once without the user's connection. */
final class AggregateTest extends Story {

  private static final URI LOOPBACK = URI.create("http://127.0.0.1:43120/callback");

  @Test
  void oneSessionHasTheThingsOfAllServersAndAnswersWhatTheyAsk() {
    User user = newUserAtBoth();
    OAuthClient client =
        OAuthClient.registering(settings.together(), "together", LOOPBACK, Clock.systemUTC());
    Tokens tokens = signIn(client, user);
    List<Root> roots = List.of(Root.builder("file:///work").build());

    try (McpSession session = McpSession.open(settings.together(), tokens::accessToken, roots)) {
      assertThat(session.sdk().listTools().tools().stream().map(Tool::name))
          .contains("plain_echo", "sample_echo", "sample_provider_profile", "holdfast_status");
      assertThat(session.callTool("plain_echo", Map.of("text", "one"))).isEqualTo("one");
      assertThat(session.callTool("sample_provider_profile", Map.of())).isNotBlank();
      assertThat(session.callTool("plain_whoami", Map.of())).contains("session=present");
      assertThat(session.callTool("plain_roots", Map.of())).isEqualTo("file:///work");
      assertThat(session.callTool("sample_roots", Map.of())).isEqualTo("file:///work");
      var greeting =
          session
              .sdk()
              .readResource(ReadResourceRequest.builder("plain+sample://greeting").build())
              .contents()
              .getFirst();
      assertThat(((TextResourceContents) greeting).uri()).isEqualTo("plain+sample://greeting");
      String id = session.sessionId().orElseThrow();
      assertThat(mcp("plain").post(tokens.accessToken(), id, "{}").statusCode())
          .as("the token is for all of them together")
          .isEqualTo(401);
    }
  }
}
