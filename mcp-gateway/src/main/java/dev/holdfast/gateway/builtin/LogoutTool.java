package dev.holdfast.gateway.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.revocation.Forgetful;
import dev.holdfast.gateway.revocation.Logouts;
import dev.holdfast.gateway.server.McpServer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the user's connections to upstream providers and MCP sessions, on every client. */
@Singleton
final class LogoutTool implements BuiltinTool {

  static final String NAME = "holdfast_logout";

  private static final Logger log = LoggerFactory.getLogger(LogoutTool.class);

  private final Disconnections disconnections;
  private final Logouts logouts;
  private final List<Forgetful> forgetful;
  private final Clock clock;

  LogoutTool(
      Disconnections disconnections, Logouts logouts, List<Forgetful> forgetful, Clock clock) {
    this.disconnections = disconnections;
    this.logouts = logouts;
    this.forgetful = forgetful;
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
        "Log out",
        "Ends your connections to other providers and all of your MCP sessions, in every client."
            + " Call it only when the user asks to log out.",
        false);
  }

  @Override
  public boolean isFor(Caller caller) {
    return caller instanceof Caller.Known;
  }

  @Override
  public Told call(List<McpServer> servers, Caller caller) {
    return switch (caller) {
      case Caller.Anonymous() -> told(false, "Nobody is signed in here.");
      case Caller.Known(var token) -> logOut(token.subject(), token.clientId());
    };
  }

  private Told logOut(SubjectId subject, String clientId) {
    if (!disconnections.disconnectAll(subject)) {
      return told(false, "Nothing has changed: the service does not answer. Try again later.");
    }
    // Other replicas learn it from the event; this one need not wait for it.
    forgetful.forEach(one -> one.forget(subject));
    logouts.tell(subject, clock.instant());
    log.atInfo()
        .addKeyValue("issuer", subject.issuer())
        .addKeyValue("subject", subject.subject())
        .addKeyValue("clientId", clientId)
        .log("Logged out");
    return told(true, "Your connections and MCP sessions have ended, in every client.");
  }

  private static Told told(boolean loggedOut, String text) {
    return new Told(JsonRpc.object().put("loggedOut", loggedOut).put("message", text), !loggedOut);
  }
}
