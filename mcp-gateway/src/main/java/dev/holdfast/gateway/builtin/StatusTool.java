package dev.holdfast.gateway.builtin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.server.CredentialKind;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.Credential;
import dev.holdfast.gateway.upstream.Credentials;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Tells who one is here, and which connections are there. Never a token. */
@Singleton
final class StatusTool implements BuiltinTool {

  static final String NAME = "holdfast_status";

  private final Credentials credentials;
  private final Clock clock;

  StatusTool(Credentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ObjectNode description() {
    return Descriptions.of(
        NAME,
        "Sign-in status",
        "Tells as whom you are signed in, what you may do, for how long, and which connections to"
            + " other providers are there or missing. Changes nothing.",
        true);
  }

  @Override
  public boolean isFor(Caller caller) {
    return true;
  }

  @Override
  public Told call(List<McpServer> servers, Caller caller) {
    ObjectNode content = JsonRpc.object();
    switch (caller) {
      case Caller.Anonymous() -> content.put("anonymous", true);
      case Caller.Known(var token) -> identity(content.put("anonymous", false), token);
    }
    ArrayNode connections = content.putArray("connections");
    servers.stream()
        .filter(server -> server.credential() == CredentialKind.CONNECTION)
        .forEach(
            server ->
                connections
                    .addObject()
                    .put("server", server.name())
                    .put("provider", server.provider())
                    .put("state", state(credentials.of(server, caller))));
    return new Told(content, false);
  }

  private void identity(ObjectNode content, VerifiedToken token) {
    content
        .put("issuer", token.subject().issuer())
        .put("subject", token.subject().subject())
        .put("clientId", token.clientId());
    token.scopes().stream().sorted().forEach(content.putArray("scopes")::add);
    long left = Duration.between(clock.instant(), token.expiresAt()).toSeconds();
    content.put("expiresInSeconds", Math.max(0, left));
  }

  private static String state(Credential credential) {
    return switch (credential) {
      case Credential.ConsentNeeded() -> "missing";
      case Credential.Later _ -> "unknown";
      default -> "connected";
    };
  }
}
