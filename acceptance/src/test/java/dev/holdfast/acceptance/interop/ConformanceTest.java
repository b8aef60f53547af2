package dev.holdfast.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.NodePrograms;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.TestIssuer;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the public conformance suite of the Model Context Protocol demands of authorization servers,
 * and of servers: one on the TypeScript SDK does as well behind the gateway as by itself.
 */
@EnabledIf(
    value = "dev.holdfast.acceptance.fixture.NodePrograms#nodeIsPresent",
    disabledReason = "Node and npm are not on this machine")
final class ConformanceTest extends Story {

  static final String SUITE = "node_modules/@modelcontextprotocol/conformance/dist/index.js";

  // The extension for tasks, and what the SDK itself leaves to the tool, are not what is tested.
  private static final Pattern NOT_OFFERED =
      Pattern.compile("server-(tasks-.*|http-custom-header-server-validation)");

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void theAuthorizationServerConforms() throws IOException, InterruptedException {
    User user = newUser();
    int port = FreePorts.one();
    URI callback = URI.create("http://127.0.0.1:" + port + "/callback");
    OAuthClient client =
        OAuthClient.registering(settings.mcp("stub"), "conformance", callback, Clock.systemUTC());
    Process suite =
        NodePrograms.installed()
            .start(
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

  /** Both eras, and the sessions of a token's owner, which the gateway seals and binds. */
  @ParameterizedTest
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  @ValueSource(strings = {"2025-11-25", "2026-07-28"})
  void throughTheGatewayEverythingIsAsItIsWithout(String revision)
      throws IOException, InterruptedException {
    TestIssuer issuer = running.issuer();
    Secret token = issuer.token(issuer.shorter(), "conformance", settings.mcp("everything"));
    try (Program server =
            Program.start("everything.mjs", String.valueOf(running.everythingPort()));
        Program bearer =
            Program.start("bearer.mjs", settings.mcp("everything").toString())
                .told(token.reveal())) {
      Checks direct = Checks.of(server.url(), revision);
      Checks through = Checks.of(bearer.url(), revision);

      assertThat(through.byScenario()).containsExactlyInAnyOrderEntriesOf(direct.byScenario());
      assertThat(direct.failed()).allMatch(NOT_OFFERED.asMatchPredicate());
      assertThat(direct.byScenario()).hasSizeGreaterThan(30);
    }
  }

  private static void visit(User user, URI address, URI callback) {
    URI answer =
        Person.agreeing(user.username(), user.password()).walk(new Browser(), address, callback);
    assertThat(RawMcp.send(HttpRequest.newBuilder(answer).build()).statusCode()).isEqualTo(200);
  }
}
