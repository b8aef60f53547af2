package dev.holdfast.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Published MCP clients as they are: each finds its way from the gateway's address alone, signs its
 * person in once, and goes on when its token dies and when the person signs in elsewhere.
 */
@EnabledIf(
    value = "dev.holdfast.acceptance.fixture.NodePrograms#nodeIsPresent",
    disabledReason = "Node and npm are not on this machine")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class McpClientsTest extends Story {

  private final User user = newUser();
  private final URI redirect =
      URI.create("http://127.0.0.1:" + FreePorts.one() + "/oauth/callback");
  private final AtomicBoolean guard = new AtomicBoolean();

  @ParameterizedTest
  @CsvSource({"1,legacy", "2,legacy", "2,auto"})
  void theSdkKeepsItsSession(String version, String era) throws IOException {
    Map<String, Object> saw = run("mcp-sdk.mjs", version, server(), redirect.toString(), era);

    assertThat(saw)
        .containsEntry("echoes", "first second 01234567 last")
        .containsEntry("sameSession", true)
        .containsEntry("registrations", 1L)
        .containsEntry("signIns", 1L)
        .containsEntry("refreshed", true);
    assertThat(saw.get("identity")).asString().contains("subject=" + user.id());
  }

  @Test
  void mcpRemoteGoesOn() throws IOException {
    Map<String, Object> saw = run("mcp-remote.mjs", server(), redirect.toString());

    assertThat(saw).containsEntry("echoes", "first second last").containsEntry("signIns", 1L);
    assertThat(saw.get("identity")).asString().contains("subject=" + user.id());
  }

  @Test
  void theInspectorSignsInOnce() throws IOException {
    Map<String, Object> saw = run("inspector.mjs", server(), redirect.toString());

    assertThat(saw).containsEntry("echoes", "first second").containsEntry("signIns", 1L);
    assertThat(saw.get("identity")).asString().contains("subject=" + user.id());
  }

  private Map<String, Object> run(String program, String... arguments) throws IOException {
    return new Conversation(
            user,
            redirect,
            Map.of("token goes stale", this::staleTokens, "login elsewhere", this::loginElsewhere))
        .with(program, arguments);
  }

  private String server() {
    return settings.mcp("plain").toString();
  }

  /** Every access token of the user ends at the gateway, as when it runs out; no grant does. */
  private void staleTokens() {
    Secret witness = signIn(mcpClient("plain"), user).accessToken();
    boolean guarding = !guard.get();
    guard.set(guarding);
    operator.roles(user, guarding ? new String[] {"guard"} : new String[0]);
    awaitRefused("plain", witness);
  }

  /** The console's older grants have ended when this returns. */
  private void loginElsewhere() {
    Secret older = signIn(console(), user).accessToken();
    signIn(console(), user);
    awaitRefused("stub", older);
  }

  private void awaitRefused(String server, Secret token) {
    await()
        .atMost(RunningSystem.ACCESS_LIFETIME)
        .until(() -> mcp(server).post(token, null, RawMcp.LIST).statusCode() == 401);
  }
}
