package dev.holdfast.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code openid-client} and {@code oauth4webapi} from npm, where Node is present. */
@EnabledIf(
    value = "dev.holdfast.acceptance.interop.NodePrograms#nodeIsPresent",
    disabledReason = "Node and npm are not on this machine")
final class NodeClientsTest extends Story {

  private static final NodePrograms PROGRAMS = new NodePrograms("node");

  @BeforeAll
  static void install() {
    PROGRAMS.install();
  }

  @ParameterizedTest
  @CsvSource({"openid-client.mjs,43121", "oauth4webapi.mjs,43122"})
  void worksAsItIs(String program, int port) throws IOException {
    User user = newUser();
    URI redirect = URI.create("http://127.0.0.1:" + port + "/callback");

    Map<String, Object> saw = run(program, user, redirect);

    assertThat(saw)
        .containsEntry("subject", user.id())
        .containsEntry("introspectedSubject", user.id())
        .containsEntry("rotated", true)
        .containsEntry("activeBefore", true)
        .containsEntry("activeAfter", false)
        .containsEntry("refusal", "invalid_grant");
    assertThat(String.valueOf(saw.get("audience"))).contains(settings.mcp("plain").toString());
  }

  private Map<String, Object> run(String program, User user, URI redirect) throws IOException {
    Process node =
        PROGRAMS.start(program, settings.issuer().toString(), settings.mcp("plain").toString());
    try (BufferedReader says = node.inputReader(StandardCharsets.UTF_8);
        PrintWriter hears = new PrintWriter(node.outputWriter(StandardCharsets.UTF_8), true)) {
      for (String line = says.readLine(); line != null; line = says.readLine()) {
        Map<String, Object> message = JSONObjectUtils.parse(line);
        if (message.get("saw") instanceof Map<?, ?>) {
          return JSONObjectUtils.getJSONObject(message, "saw");
        }
        if (!(message.get("visit") instanceof String address)) {
          throw new AssertionError(program + ": " + line);
        }
        hears.println(
            Person.agreeing(user.username(), user.password())
                .walk(new Browser(), URI.create(address), redirect));
      }
      throw new AssertionError(program + " ended without a word");
    } catch (ParseException e) {
      throw new AssertionError(program + " said something that is not JSON", e);
    } finally {
      node.destroy();
    }
  }
}
