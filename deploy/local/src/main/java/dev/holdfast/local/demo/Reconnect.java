package dev.holdfast.local.demo;

import static dev.holdfast.local.demo.BrokenPromiseException.unless;

import dev.holdfast.local.client.McpSession;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Upstream tokens belong to the user, so a new session finds them. */
final class Reconnect implements Story {

  private static final int SESSIONS = 5;

  @Override
  public String title() {
    return "A reconnect with a new session id keeps the user's provider token";
  }

  @Override
  public List<String> tell(World world) {
    OAuthClient client = world.mcpClient("sample", "Story 4 assistant");
    Tokens tokens = world.signIn(client);
    Set<String> ids = new HashSet<>();
    Set<String> profiles = new HashSet<>();
    for (int i = 0; i < SESSIONS; i++) {
      try (McpSession session = McpSession.open(world.mcp("sample"), tokens::accessToken)) {
        profiles.add(session.callTool("provider_profile", Map.of()));
        ids.add(session.sessionId().orElseThrow());
      }
    }
    unless(ids.size() == SESSIONS, "only " + ids.size() + " different sessions");
    unless(profiles.size() == 1, "different answers: " + profiles);
    return List.of(
        SESSIONS + " sessions one after the other, one provider consent at most",
        "the provider answered each time: " + profiles.iterator().next().replace('\n', ' '));
  }
}
