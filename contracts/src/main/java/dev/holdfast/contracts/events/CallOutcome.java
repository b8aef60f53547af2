package dev.holdfast.contracts.events;

/** How a tool call ended. */
public enum CallOutcome {
  /** With a result. */
  OK,
  /** With an error of the server's or of the tool's. */
  ERROR,
  /** The gateway did not let it through. */
  REFUSED,
  /** Nobody answered, or could tell whether it may pass. */
  UNAVAILABLE,
  /** The client hung up, or was cut off, before the answer was complete. */
  ABANDONED
}
