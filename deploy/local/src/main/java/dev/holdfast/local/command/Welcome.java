package dev.holdfast.local.command;

import dev.holdfast.local.system.Settings;
import java.time.Duration;

/** What a newcomer needs to know once everything runs. */
final class Welcome {

  private Welcome() {}

  static String text(Settings settings, Duration took) {
    return """

        Holdfast is up after %.1f s.

          Sign in as          %s / %s
          MCP endpoint        %s   (needs the demo provider: consent is part of the sign-in)
          MCP, no provider    %s
          Both of them as one %s   (tools are plain_echo, sample_provider_profile and so on)
          Authorization       %s
          Demo provider       %s   (same user and password; the login page has a button for it)

          Paste into an MCP client:   claude mcp add --transport http holdfast %s

          ./dev demo in another terminal tells the five stories. Ctrl-C stops everything.
        """
        .formatted(
            took.toMillis() / 1000.0,
            Settings.DEMO_USER,
            // The one place where a password is printed: a throw-away one, for loopback only.
            settings.demoPassword().reveal(),
            settings.mcp("sample"),
            settings.mcp("plain"),
            settings.together(),
            settings.issuer(),
            settings.providerIssuer(),
            settings.mcp("sample"));
  }
}
