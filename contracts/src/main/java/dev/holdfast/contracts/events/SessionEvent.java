package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Events on {@link Topics#SESSIONS}: the few that gateways must remember for long. */
public sealed interface SessionEvent extends Event {

  /**
   * The user logged out of everything behind the gateways: MCP sessions that began before the
   * header's time are over, on every client. Grants and browser sessions live on.
   */
  record SessionsEnded(EventHeader header) implements SessionEvent {
    /** Refuses missing parts. */
    public SessionsEnded {
      requireNonNull(header, "header");
    }
  }

  /**
   * A client ended one MCP session at a gateway; no gateway may let it go on.
   *
   * @param session tells it from all others, and is good for nothing else
   * @param until when the session would have been too old anyway, and this may be forgotten
   */
  record SessionEnded(EventHeader header, String session, Instant until) implements SessionEvent {
    /** Refuses missing parts. */
    public SessionEnded {
      requireNonNull(header, "header");
      requireNonNull(session, "session");
      requireNonNull(until, "until");
    }
  }
}
