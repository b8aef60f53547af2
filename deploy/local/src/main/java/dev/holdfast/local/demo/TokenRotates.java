package dev.holdfast.local.demo;

import static dev.holdfast.local.demo.BrokenPromiseException.unless;
import static dev.holdfast.local.demo.World.refreshToken;

import dev.holdfast.local.client.McpSession;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The session belongs to the person, so new token bytes change nothing. */
final class TokenRotates implements Story {

  private static final int ROTATIONS = 10;

  @Override
  public String title() {
    return "A new access token goes on with the same MCP session";
  }

  @Override
  public List<String> tell(World world) {
    OAuthClient client = world.mcpClient("plain", "Story 2 assistant");
    AtomicReference<Tokens> held = new AtomicReference<>(world.signIn(client));
    try (McpSession session = McpSession.open(world.mcp("plain"), () -> held.get().accessToken())) {
      String before = session.callTool("whoami", Map.of());
      String id = session.sessionId().orElseThrow();
      for (int i = 0; i < ROTATIONS; i++) {
        Tokens renewed = client.refresh(refreshToken(held.get()));
        unless(!renewed.accessToken().equals(held.get().accessToken()), "no new access token");
        held.set(renewed);
        unless(session.callTool("whoami", Map.of()).equals(before), "another identity answered");
        unless(session.sessionId().orElseThrow().equals(id), "the session id changed");
      }
      return List.of(
          ROTATIONS + " refreshes, " + (ROTATIONS + 1) + " tool calls, one session id",
          "whoami all along: " + before.replace('\n', ' '));
    }
  }
}
