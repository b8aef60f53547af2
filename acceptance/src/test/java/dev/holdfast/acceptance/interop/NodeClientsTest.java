package dev.holdfast.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code openid-client} and {@code oauth4webapi} from npm, where Node is present. */
@EnabledIf(
    value = "dev.holdfast.acceptance.fixture.NodePrograms#nodeIsPresent",
    disabledReason = "Node and npm are not on this machine")
final class NodeClientsTest extends Story {

  @ParameterizedTest
  @CsvSource({"openid-client.mjs,43121", "oauth4webapi.mjs,43122"})
  void worksAsItIs(String program, int port) throws IOException {
    User user = newUser();
    URI redirect = URI.create("http://127.0.0.1:" + port + "/callback");

    Map<String, Object> saw =
        new Conversation(user, redirect, Map.of())
            .with(program, settings.issuer().toString(), settings.mcp("plain").toString());

    assertThat(saw)
        .containsEntry("subject", user.id())
        .containsEntry("introspectedSubject", user.id())
        .containsEntry("rotated", true)
        .containsEntry("activeBefore", true)
        .containsEntry("activeAfter", false)
        .containsEntry("refusal", "invalid_grant");
    assertThat(String.valueOf(saw.get("audience"))).contains(settings.mcp("plain").toString());
  }
}
