package dev.holdfast.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Person;
import dev.holdfast.testsupport.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the public conformance suite of the Model Context Protocol demands of authorization servers,
 * and of servers as far as it is the gateway's to meet and needs no token, which the suite has not.
 */
@EnabledIf(
    value = "dev.holdfast.acceptance.interop.NodePrograms#newNodeIsPresent",
    disabledReason = "Node 22 and npm are not on this machine")
final class ConformanceTest extends Story {

  private static final String SUITE =
      "node_modules/@modelcontextprotocol/conformance/dist/index.js";
  private static final NodePrograms PROGRAMS = new NodePrograms("conformance");

  @BeforeAll
  static void install() {
    PROGRAMS.install();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void theAuthorizationServerConforms() throws IOException, InterruptedException {
    User user = newUser();
    int port = FreePorts.one();
    URI callback = URI.create("http://127.0.0.1:" + port + "/callback");
    OAuthClient client =
        OAuthClient.registering(settings.mcp("stub"), "conformance", callback, Clock.systemUTC());
    Process suite =
        PROGRAMS.start(
            SUITE,
            "authorization",
            "--url",
            settings.issuer().toString(),
            "--client-id",
            client.client().id().getValue(),
            "--resource",
            settings.mcp("stub").toString(),
            "--port",
            String.valueOf(port));
    List<String> said = new ArrayList<>();
    try (BufferedReader says = suite.inputReader(StandardCharsets.UTF_8)) {
      for (String line = says.readLine(); line != null; line = says.readLine()) {
        said.add(line);
        if (line.startsWith(client.server().getAuthorizationEndpointURI().toString())) {
          visit(user, URI.create(line), callback);
        }
      }
      assertThat(suite.waitFor()).as(String.join("\n", said)).isZero();
    } finally {
      suite.destroy();
    }
    // Its metadata, what it says of client documents, and a code grant: none skipped.
    assertThat(said).contains("Total: 3 passed, 0 failed");
  }

  @ParameterizedTest
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  @ValueSource(strings = {"server-initialize", "dns-rebinding-protection"})
  void theGatewayConforms(String scenario) throws IOException, InterruptedException {
    Process suite =
        PROGRAMS.start(
            SUITE, "server", "--url", settings.mcp("stub-open").toString(), "--scenario", scenario);
    try (BufferedReader says = suite.inputReader(StandardCharsets.UTF_8)) {
      List<String> said = says.lines().toList();
      assertThat(suite.waitFor()).as(String.join("\n", said)).isZero();
      assertThat(said).anyMatch(line -> line.matches("Passed: ([1-9])/\\1, 0 failed.*"));
    } finally {
      suite.destroy();
    }
  }

  private static void visit(User user, URI address, URI callback) {
    URI answer =
        Person.agreeing(user.username(), user.password()).walk(new Browser(), address, callback);
    assertThat(RawMcp.send(HttpRequest.newBuilder(answer).build()).statusCode()).isEqualTo(200);
  }
}
