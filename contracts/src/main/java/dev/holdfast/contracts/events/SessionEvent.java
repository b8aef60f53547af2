package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;

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
}
