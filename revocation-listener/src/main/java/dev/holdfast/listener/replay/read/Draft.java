package dev.holdfast.listener.replay.read;

import static java.util.Objects.requireNonNull;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import java.net.URI;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What was read of an event so far. It becomes one of the types that make up nearly all of a topic;
 * another type, or one that lacks a member, fails and is left to the codec.
 */
final class Draft {

  @Nullable String id;
  @Nullable URI source;
  @Nullable Instant time;
  @Nullable EventType type;
  @Nullable SubjectId subject;
  @Nullable String clientId;
  @Nullable String gid;
  @Nullable String sid;
  @Nullable Instant issuedAt;
  @Nullable String reason;
  @Nullable String cause;
  @Nullable String causeType;
  @Nullable Long refreshes;
  @Nullable Instant refreshedAt;
  @Nullable String sparedSid;
  @Nullable SortedSet<String> clientIds;
  @Nullable SortedSet<String> scopes;
  @Nullable SortedMap<String, Integer> revoked;
  @Nullable SortedMap<String, Integer> spared;
  AuditEvent.@Nullable Execution execution;

  /**
   * The event.
   *
   * @throws RuntimeException if this is not enough for one
   */
  Event event() {
    EventHeader header =
        new EventHeader(
            requireNonNull(id),
            requireNonNull(source),
            requireNonNull(time),
            requireNonNull(subject));
    return switch (requireNonNull(type)) {
      case LOGIN_SUCCESS ->
          new IdentityEvent.LoginSuccess(header, requireNonNull(clientId), requireNonNull(sid));
      case GRANT_ISSUED ->
          new TokenEvent.GrantIssued(
              header,
              requireNonNull(gid),
              requireNonNull(clientId),
              requireNonNull(sid),
              requireNonNull(scopes));
      case GRANT_REVOKED -> ended(header);
      case SWEEP_APPLIED -> sweep(header);
      default -> throw new IllegalStateException("a type of few");
    };
  }

  private Event ended(EventHeader header) {
    return new TokenEvent.GrantRevoked(
        header,
        requireNonNull(gid),
        requireNonNull(clientId),
        requireNonNull(sid),
        requireNonNull(issuedAt),
        EndReason.valueOf(requireNonNull(reason)),
        cause,
        refreshes,
        refreshedAt);
  }

  private Event sweep(EventHeader header) {
    return new AuditEvent.SweepApplied(
        header,
        requireNonNull(cause),
        requireNonNull(causeType),
        EndReason.valueOf(requireNonNull(reason)),
        clientIds,
        sparedSid,
        requireNonNull(revoked),
        requireNonNull(spared),
        execution);
  }
}
