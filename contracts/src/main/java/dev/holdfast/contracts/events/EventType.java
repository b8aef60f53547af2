package dev.holdfast.contracts.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The closed table of event types: wire name, topic, security event type and record. */
public enum EventType {
  /** See {@link IdentityEvent.LoginSuccess}. */
  LOGIN_SUCCESS(
      "login-success",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/caep/event-type/session-established",
      IdentityEvent.LoginSuccess.class),
  /** See {@link IdentityEvent.LoginFailed}. */
  LOGIN_FAILED(
      "login-failed",
      Topics.IDENTITY,
      "urn:holdfast:event-type:login-failed",
      IdentityEvent.LoginFailed.class),
  /** See {@link IdentityEvent.Logout}. */
  LOGOUT(
      "logout",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/caep/event-type/session-revoked",
      IdentityEvent.Logout.class),
  /** See {@link IdentityEvent.UserCreated}. */
  USER_CREATED(
      "user-created",
      Topics.IDENTITY,
      "urn:holdfast:event-type:user-created",
      IdentityEvent.UserCreated.class),
  /** See {@link IdentityEvent.UserLocked}. */
  USER_LOCKED(
      "user-locked",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/risc/event-type/account-disabled",
      IdentityEvent.UserLocked.class),
  /** See {@link IdentityEvent.UserUnlocked}. */
  USER_UNLOCKED(
      "user-unlocked",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/risc/event-type/account-enabled",
      IdentityEvent.UserUnlocked.class),
  /** See {@link IdentityEvent.UserDisabled}. */
  USER_DISABLED(
      "user-disabled",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/risc/event-type/account-disabled",
      IdentityEvent.UserDisabled.class),
  /** See {@link IdentityEvent.UserDeleted}. */
  USER_DELETED(
      "user-deleted",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/risc/event-type/account-purged",
      IdentityEvent.UserDeleted.class),
  /** See {@link IdentityEvent.CredentialsChanged}. */
  CREDENTIALS_CHANGED(
      "credentials-changed",
      Topics.IDENTITY,
      "https://schemas.openid.net/secevent/caep/event-type/credential-change",
      IdentityEvent.CredentialsChanged.class),
  /** See {@link IdentityEvent.RolesChanged}. */
  ROLES_CHANGED(
      "roles-changed",
      Topics.IDENTITY,
      "urn:holdfast:event-type:roles-changed",
      IdentityEvent.RolesChanged.class),
  /** See {@link IdentityEvent.ProviderUnlinked}. */
  PROVIDER_UNLINKED(
      "provider-unlinked",
      Topics.IDENTITY,
      "urn:holdfast:event-type:provider-unlinked",
      IdentityEvent.ProviderUnlinked.class),
  /** See {@link IdentityEvent.ClientRegistered}. */
  CLIENT_REGISTERED(
      "client-registered",
      Topics.IDENTITY,
      "urn:holdfast:event-type:client-registered",
      IdentityEvent.ClientRegistered.class),
  /** See {@link IdentityEvent.ClientDeleted}. */
  CLIENT_DELETED(
      "client-deleted",
      Topics.IDENTITY,
      "urn:holdfast:event-type:client-deleted",
      IdentityEvent.ClientDeleted.class),
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
  /** See {@link TokenEvent.AccessEpoch}. */
  ACCESS_EPOCH(
      "access-epoch",
      Topics.TOKENS,
      "urn:holdfast:event-type:access-epoch",
      TokenEvent.AccessEpoch.class),
  /** See {@link SessionEvent.SessionsEnded}. */
  SESSIONS_ENDED(
      "sessions-ended",
      Topics.SESSIONS,
      "urn:holdfast:event-type:sessions-ended",
      SessionEvent.SessionsEnded.class),
  /** See {@link SessionEvent.SessionEnded}. */
  SESSION_ENDED(
      "session-ended",
      Topics.SESSIONS,
      "urn:holdfast:event-type:session-ended",
      SessionEvent.SessionEnded.class),
  /** See {@link AuditEvent.SweepApplied}. */
  SWEEP_APPLIED(
      "sweep-applied",
      Topics.AUDIT,
      "urn:holdfast:event-type:sweep-applied",
      AuditEvent.SweepApplied.class),
  /** See {@link AuditEvent.EpochRaised}. */
  EPOCH_RAISED(
      "epoch-raised",
      Topics.AUDIT,
      "urn:holdfast:event-type:epoch-raised",
      AuditEvent.EpochRaised.class),
  /** See {@link AuditEvent.AdministratorActed}. */
  ADMINISTRATOR_ACTED(
      "administrator-acted",
      Topics.AUDIT,
      "urn:holdfast:event-type:administrator-acted",
      AuditEvent.AdministratorActed.class),
  /** See {@link AuditEvent.ToolCalled}. */
  TOOL_CALLED(
      "tool-called",
      Topics.AUDIT,
      "urn:holdfast:event-type:tool-called",
      AuditEvent.ToolCalled.class),
  /** See {@link AuditEvent.SessionReplaced}. */
  SESSION_REPLACED(
      "session-replaced",
      Topics.AUDIT,
      "urn:holdfast:event-type:session-replaced",
      AuditEvent.SessionReplaced.class),
  /** See {@link AuditEvent.SessionStolen}. */
  SESSION_STOLEN(
      "session-stolen",
      Topics.AUDIT,
      "urn:holdfast:event-type:session-stolen",
      AuditEvent.SessionStolen.class);

  private static final Map<Class<?>, EventType> BY_RECORD = by(EventType::record);
  private static final Map<String, EventType> BY_WIRE_NAME = by(EventType::wireName);

  private final String name;
  private final String wireName;
  private final String topic;
  private final String securityEventType;
  private final Class<? extends Event> record;

  EventType(String name, String topic, String securityEventType, Class<? extends Event> record) {
    this.name = name;
    this.wireName = "dev.holdfast." + name;
    this.topic = topic;
    this.securityEventType = securityEventType;
    this.record = record;
  }

  /** The type of an event. */
  public static EventType of(Event event) {
    EventType type = BY_RECORD.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException("not in the table: " + event.getClass());
    }
    return type;
  }

  /** The type with this CloudEvents {@code type}, if we know it. */
  public static Optional<EventType> ofWireName(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  /** The CloudEvents {@code type}. */
  public String wireName() {
    return wireName;
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

  private static <K> Map<K, EventType> by(Function<EventType, K> key) {
    return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(key, Function.identity()));
  }
}
