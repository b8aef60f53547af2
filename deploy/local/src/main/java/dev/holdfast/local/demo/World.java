package dev.holdfast.local.demo;

import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.OAuthRefusal;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.RegisteredClient;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.local.system.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What the people and clients of the stories can reach.
 *
 * @param issuer of tokens
 * @param gateway in front of the MCP servers
 * @param demoPassword of the person whose stories they are
 * @param replay of the system's record
 * @param clock what expiry counts from
 * @param begun when the telling began; the audit looks no further back
 */
public record World(
    URI issuer,
    URI gateway,
    Secret demoPassword,
    ReplayProgram replay,
    Clock clock,
    Instant begun) {

  private static final URI LOOPBACK = URI.create("http://127.0.0.1:43117/callback");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

  /** A system of processes on this machine, as its settings tell; the telling begins now. */
  public static World of(Settings settings, Path repository, Clock clock) {
    return new World(
        settings.issuer(),
        settings.gatewayUrl(),
        settings.demoPassword(),
        ReplayProgram.builtIn(repository, settings.bootstrapServers()),
        clock,
        clock.instant());
  }

  /** The MCP endpoint of one of the gateway's servers. */
  URI mcp(String server) {
    return gateway.resolve("/mcp/" + server);
  }

  /** A freshly registered MCP client of one of the gateway's servers. */
  OAuthClient mcpClient(String server, String name) {
    return OAuthClient.registering(mcp(server), name, LOOPBACK, clock);
  }

  /** The browser console: the client whose older grants a login ends. */
  OAuthClient console() {
    URI redirect = issuer.resolve("/console/callback");
    return OAuthClient.registered(
        mcp("plain"), RegisteredClient.publicClient("console", redirect), clock);
  }

  /** Signs the demo user in, in a browser of its own. */
  Tokens signIn(OAuthClient client) {
    return client.signIn(new Browser(), Person.agreeing(Settings.DEMO_USER, demoPassword));
  }

  /** Refreshes; empty if the server says {@code invalid_grant}. */
  Optional<Tokens> refresh(OAuthClient client, Secret refreshToken) {
    try {
      return Optional.of(client.refresh(refreshToken));
    } catch (OAuthRefusal e) {
      if (e.error().equals("invalid_grant")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The refresh token of an answer that must have one. */
  static Secret refreshToken(Tokens tokens) {
    return Objects.requireNonNull(tokens.refreshToken(), "the server gave no refresh token");
  }

  /** Looks again and again until something holds; false if it never does. */
  boolean eventually(BooleanSupplier holds) {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (!holds.getAsBoolean()) {
      if (clock.instant().isAfter(deadline)) {
        return false;
      }
      pause(LOOK_AGAIN_NANOS);
    }
    return true;
  }

  /** Lets real time go by, because a story is about time. */
  void letPass(Duration time) {
    Instant until = clock.instant().plus(time);
    while (clock.instant().isBefore(until)) {
      pause(Duration.between(clock.instant(), until).toNanos());
    }
  }

  private static void pause(long nanos) {
    LockSupport.parkNanos(Math.max(1, nanos));
  }
}
