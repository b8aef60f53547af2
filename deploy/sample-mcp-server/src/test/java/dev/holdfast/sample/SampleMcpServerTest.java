package dev.holdfast.sample;

import static dev.holdfast.sample.SampleClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SampleMcpServerTest {
  private SampleMcpServer server;

  @BeforeEach
  void start() throws Exception {
    server = SampleMcpServer.start(new Settings("127.0.0.1", 0, List.of("sample.test:*"), null));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void echoAnswersItsText() {
    try (SampleClient client = connect(Map.of())) {
      assertThat(text(client.call("echo", Map.of("text", "hällo")))).isEqualTo("hällo");
    }
  }

  @Test
  void argumentsOutsideTheSchemaAreRefused() {
    try (SampleClient client = connect(Map.of())) {
      assertThat(client.call("echo", Map.of()).isError()).isTrue();
      assertThat(client.call("slow", Map.of("steps", 0, "delay", 0)).isError()).isTrue();
    }
  }

  @Test
  void whoamiAnswersTheIdentityTheGatewaySet() {
    try (SampleClient client =
        connect(Map.of("Holdfast-Issuer", "http://issuer.test", "Holdfast-Subject", "u-1"))) {
      assertThat(text(client.call("whoami", Map.of())).lines())
          .containsExactly("issuer=http://issuer.test", "subject=u-1", "session=present");
    }
  }

  @Test
  void whoamiSaysWhenNobodyIsNamed() {
    try (SampleClient client = connect(Map.of())) {
      assertThat(text(client.call("whoami", Map.of())).lines())
          .containsExactly("issuer=absent", "subject=absent", "session=present");
    }
  }

  @Test
  void slowReportsEachStep() {
    try (SampleClient client = connect(Map.of())) {
      var result = client.callWithProgress("slow", Map.of("steps", 3, "delay", 5));
      assertThat(text(result)).isEqualTo("Done after 3 steps");
      // The SDK hands notifications to another thread each.
      await()
          .untilAsserted(
              () ->
                  assertThat(client.progress())
                      .extracting(p -> p.progress())
                      .containsExactlyInAnyOrder(1.0, 2.0, 3.0));
    }
  }

  @Test
  void slowStreamsItsProgressInOrderBeforeItsResult() throws Exception {
    try (RawSession session = RawSession.open(server.endpoint());
        Stream<String> messages = session.slow(3, 1)) {
      assertThat(messages.toList())
          .satisfiesExactly(
              message -> assertThat(message).contains("progress", "Step 1 of 3"),
              message -> assertThat(message).contains("progress", "Step 2 of 3"),
              message -> assertThat(message).contains("progress", "Step 3 of 3"),
              message -> assertThat(message).contains("result", "Done after 3 steps"));
    }
  }

  @Test
  @Timeout(30)
  void progressArrivesWhileTheCallStillRuns() throws Exception {
    try (RawSession session = RawSession.open(server.endpoint());
        Stream<String> messages = session.slow(1_000, 1_000)) {
      assertThat(messages.findFirst()).get().asString().contains("Step 1 of 1000");
    }
  }

  @Test
  void slowIsSilentWithoutAProgressToken() {
    try (SampleClient client = connect(Map.of())) {
      assertThat(text(client.call("slow", Map.of("steps", 2, "delay", 0)))).contains("2 steps");
      assertThat(client.progress()).isEmpty();
    }
  }

  @Test
  void toolsPromptAndResourceCanBeListedAndRead() {
    try (SampleClient client = connect(Map.of())) {
      assertThat(client.sdk().listTools().tools())
          .extracting(Tool::name)
          .containsExactlyInAnyOrder("echo", "whoami", "slow", "roots", "provider_profile");
      assertThat(client.sdk().listPrompts().prompts()).hasSize(1);
      assertThat(client.sdk().listResources().resources()).hasSize(1);
      var prompt =
          client
              .sdk()
              .getPrompt(
                  GetPromptRequest.builder("greet").arguments(Map.of("name", "Ada")).build());
      assertThat(((TextContent) prompt.messages().getFirst().content()).text()).contains("Ada");
      var resource =
          client.sdk().readResource(ReadResourceRequest.builder(Greetings.RESOURCE).build());
      assertThat(((TextResourceContents) resource.contents().getFirst()).text()).contains("Hello");
    }
  }

  @Test
  void healthAnswers() throws Exception {
    assertThat(get(server.endpoint().resolve("/health"), Map.of())).isEqualTo(200);
  }

  @Test
  void anUnknownSessionIsNotFound() throws Exception {
    assertThat(get(server.endpoint(), Map.of("Mcp-Session-Id", "nobodys"))).isEqualTo(404);
  }

  @Test
  void aForeignOriginIsRefused() throws Exception {
    assertThat(get(server.endpoint(), Map.of("Origin", "https://evil.test"))).isEqualTo(403);
  }

  @Test
  void aListeningStreamShowsItsHeadersAtOnce() throws Exception {
    try (RawSession session = RawSession.open(server.endpoint())) {
      assertThat(get(server.endpoint(), Map.of("Mcp-Session-Id", session.id()))).isEqualTo(200);
    }
  }

  private SampleClient connect(Map<String, String> headers) {
    return new SampleClient(server.endpoint(), headers);
  }

  /** The status of a GET, whose headers have to arrive in good time; the body may go on. */
  private static int get(URI uri, Map<String, String> headers) throws Exception {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(5))
            .header("Accept", "text/event-stream");
    headers.forEach(request::header);
    try (HttpClient http = HttpClient.newHttpClient()) {
      var response = http.send(request.build(), BodyHandlers.ofInputStream());
      response.body().close();
      http.shutdownNow();
      return response.statusCode();
    }
  }
}
