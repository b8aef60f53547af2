package dev.holdfast.contracts.events;

import java.util.Arrays;
import java.util.Optional;

/** The closed table of event types: wire name, topic, security event type and record. */
public enum EventType {
  /** See {@link IdentityEvent.LoginSuccess}. */
  LOGIN_SUCCESS(
      "login-success",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/caep/event-type/session-established",
      IdentityEvent.LoginSuccess.class),
  /** See {@link IdentityEvent.UserLocked}. */
  USER_LOCKED(
      "user-locked",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/risc/event-type/account-disabled",
      IdentityEvent.UserLocked.class),
  /** See {@link IdentityEvent.UserDeleted}. */
  USER_DELETED(
      "user-deleted",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/risc/event-type/account-purged",
      IdentityEvent.UserDeleted.class),
  /** See {@link TokenEvent.GrantIssued}. */
  GRANT_ISSUED(
      "grant-issued",
      Topics.TOKENS,
      "https://schemas.openid.net/secevent/oauth/event-type/token-issued",
      TokenEvent.GrantIssued.class),
  /** See {@link TokenEvent.RefreshReused}. */
  REFRESH_REUSED(
      "refresh-reused",
      Topics.TOKENS,
      "urn:holdfast:event-type:refresh-reused",
      TokenEvent.RefreshReused.class),
  /** See {@link TokenEvent.GrantRevoked}. */
  GRANT_REVOKED(
      "grant-revoked",
      Topics.TOKENS,
      "https://schemas.openid.net/secevent/oauth/event-type/token-revoked",
      TokenEvent.GrantRevoked.class),
  /** See {@link AuditEvent.SweepApplied}. */
  SWEEP_APPLIED(
      "sweep-applied",
      Topics.AUDIT,
      "urn:holdfast:event-type:sweep-applied",
      AuditEvent.SweepApplied.class);

  private static final String PREFIX = "dev.holdfast.";

  private final String name;
  private final String topic;
  private final String securityEventType;
  private final Class<? extends Event> record;

  EventType(String name, String topic, String securityEventType, Class<? extends Event> record) {
    this.name = name;
    this.topic = topic;
    this.securityEventType = securityEventType;
    this.record = record;
  }

  /** The type of an event. */
  public static EventType of(Event event) {
    return Arrays.stream(values())
        .filter(type -> type.record.isInstance(event))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not in the table: " + event.getClass()));
  }

  /** The type with this CloudEvents {@code type}, if we know it. */
  public static Optional<EventType> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName().equals(wireName)).findFirst();
  }

  /** The CloudEvents {@code type}. */
  public String wireName() {
    return PREFIX + name;
  }

  /** Where events of this type belong. */
  public String topic() {
    return topic;
  }

  /**
   * The CAEP, RISC or OAuth event type, or our own where none exists; {@code event_type} in data.
   */
  public String securityEventType() {
    return securityEventType;
  }

  /** The schema of this type's whole CloudEvent, as a class path resource. */
  public String schemaResource() {
    return "/dev/holdfast/contracts/schemas/" + name + ".schema.json";
  }

  Class<? extends Event> record() {
    return record;
  }
}
