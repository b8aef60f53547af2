package dev.holdfast.local.demo;

import static dev.holdfast.local.demo.BrokenPromiseException.unless;
import static dev.holdfast.local.demo.World.refreshToken;

import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.McpSession;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A login ends the older browser session and spares the assistant. */
final class LoginElsewhere implements Story {

  @Override
  public String title() {
    return "Signing in elsewhere ends the older browser session, not the MCP session";
  }

  @Override
  public List<String> tell(World world) {
    OAuthClient assistant = world.mcpClient("plain", "Story 1 assistant");
    Tokens tokens = world.signIn(assistant);
    OAuthClient console = world.console();
    Tokens firstTab = world.signIn(console);
    AtomicReference<Tokens> held = new AtomicReference<>(tokens);
    try (McpSession session = McpSession.open(world.mcp("plain"), () -> held.get().accessToken())) {
      session.callTool("echo", Map.of("text", "before"));

      long login = System.nanoTime();
      Tokens secondTab = world.signIn(console);
      AtomicReference<Secret> old = new AtomicReference<>(refreshToken(firstTab));
      boolean ended =
          world.eventually(
              () ->
                  world
                      .refresh(console, old.get())
                      .map(
                          renewed -> {
                            old.set(refreshToken(renewed));
                            return false;
                          })
                      .orElse(true));
      unless(ended, "the older console session still refreshes");
      Duration took = Duration.ofNanos(System.nanoTime() - login);

      String answer = session.callTool("echo", Map.of("text", "after"));
      unless(answer.contains("after"), "the MCP session answered: " + answer);
      held.set(world.refresh(assistant, refreshToken(tokens)).orElse(tokens));
      unless(!held.get().equals(tokens), "the MCP grant no longer refreshes");
      session.callTool("echo", Map.of("text", "after the refresh"));
      unless(
          world.refresh(console, refreshToken(secondTab)).isPresent(),
          "the new console session does not refresh");
      return List.of(
          "older console session: invalid_grant, at the latest %d ms after the sign-in began"
              .formatted(took.toMillis()),
          "new console session and MCP grant: refreshed",
          "MCP session " + shortened(session) + ": tool calls before, after, and with a new token");
    }
  }

  private static String shortened(McpSession session) {
    return session
        .sessionId()
        .map(id -> id.substring(0, Math.min(12, id.length())) + "…")
        .orElse("?");
  }
}
