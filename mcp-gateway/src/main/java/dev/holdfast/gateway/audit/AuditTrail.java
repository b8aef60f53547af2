package dev.holdfast.gateway.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.CallOutcome;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.server.McpServer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What people did through this gateway. Best effort: telling it never waits and never fails. */
@Singleton
public final class AuditTrail {

  private static final String SOURCE = "urn:holdfast:mcp-gateway";
  private static final URI SOURCE_URI = URI.create(SOURCE);
  private static final String ANONYMOUS = "anonymous";
  private static final int LONGEST_NAME = 256;

  private final AuditSettings settings;
  private final Backlog backlog;
  private final Clock clock;
  // Unique without asking the system for random numbers at each call.
  private final String idPrefix = UUID.randomUUID() + "-";
  private final AtomicLong number = new AtomicLong();

  AuditTrail(AuditSettings settings, Backlog backlog, Clock clock) {
    this.settings = settings;
    this.backlog = backlog;
    this.clock = clock;
  }

  /**
   * A tool was called.
   *
   * @param begun when
   * @param refusal why not, if it was not let through or had no answer
   * @param arguments recorded as far as the settings want them; may be missing
   */
  public void toolCalled(
      McpServer server,
      Caller caller,
      String tool,
      Instant begun,
      Duration duration,
      CallOutcome outcome,
      @Nullable String refusal,
      JsonNode arguments) {
    if (!settings.enabled()) {
      return;
    }
    tell(
        new AuditEvent.ToolCalled(
            header(caller, begun),
            client(caller),
            server.name(),
            cut(tool.isEmpty() ? "?" : tool, LONGEST_NAME),
            outcome,
            refusal,
            duration.toMillis(),
            recorded(arguments)));
  }

  private @Nullable String recorded(JsonNode arguments) {
    return settings.arguments() == 0 || arguments.isMissingNode()
        ? null
        : cut(arguments.toString(), settings.arguments());
  }

  /** A session that its server had lost was replaced. */
  public void sessionReplaced(McpServer server, Caller owner) {
    tell(
        new AuditEvent.SessionReplaced(
            header(owner, clock.instant()), client(owner), server.name()));
  }

  /** Somebody presented another's session id. */
  public void sessionStolen(McpServer server, Caller presenter, Optional<SubjectId> owner) {
    tell(
        new AuditEvent.SessionStolen(
            header(presenter, clock.instant()),
            client(presenter),
            server.name(),
            owner.map(SubjectId::issuer).orElse(null),
            owner.map(SubjectId::subject).orElse(null)));
  }

  private void tell(AuditEvent event) {
    if (settings.enabled()) {
      backlog.add(event);
    }
  }

  private EventHeader header(Caller caller, Instant time) {
    return new EventHeader(
        idPrefix + number.incrementAndGet(),
        SOURCE_URI,
        time.truncatedTo(ChronoUnit.MICROS),
        subject(caller));
  }

  private static SubjectId subject(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous() -> new SubjectId(SOURCE, ANONYMOUS);
      case Caller.Known(var token) -> token.subject();
    };
  }

  private static String client(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous() -> ANONYMOUS;
      case Caller.Known(var token) -> token.clientId();
    };
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
