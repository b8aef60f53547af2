package dev.holdfast.contracts.events;

/** Anything that Holdfast publishes. The tree is sealed, so a consumer's switch is complete. */
public sealed interface Event permits IdentityEvent, TokenEvent, SessionEvent, AuditEvent {

  /** What every event tells. */
  EventHeader header();
}
