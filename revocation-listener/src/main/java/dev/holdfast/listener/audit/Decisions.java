package dev.holdfast.listener.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.RaiseEpoch;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.listener.policy.Decision;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Puts decisions into words. */
public final class Decisions {

  private static final URI SOURCE = URI.create("urn:holdfast:revocation-listener");

  private Decisions() {}

  /** The one id a sweep of this cause can have (RFC 9562, section 5.3). */
  public static String sweepId(String cause) {
    return id("sweep-applied", cause);
  }

  /** The one id an epoch of this cause can have. */
  public static String epochId(String cause) {
    return id("epoch-raised", cause);
  }

  static AuditEvent.Decision applied(
      IdentityEvent cause,
      Decision.Order decision,
      RevocationResult result,
      AuditEvent.Execution execution,
      Instant now) {
    return switch (decision) {
      case Decision.Sweep(RevokeGrants order) -> sweep(cause, order, result, execution, now);
      case Decision.ClientSweep(RevokeClient order) ->
          clientSweep(cause, order, result, execution, now);
      case Decision.EpochRaise(RaiseEpoch order) -> epoch(cause, order, execution, now);
    };
  }

  private static AuditEvent.Decision sweep(
      IdentityEvent cause,
      RevokeGrants order,
      RevocationResult result,
      AuditEvent.Execution execution,
      Instant now) {
    return new AuditEvent.SweepApplied(
        header(cause, sweepId(cause.header().id()), now),
        cause.header().id(),
        EventType.of(cause).wireName(),
        order.reason(),
        order.clientIds(),
        order.sparedSid(),
        result.revoked(),
        result.spared(),
        execution);
  }

  private static AuditEvent.Decision clientSweep(
      IdentityEvent cause,
      RevokeClient order,
      RevocationResult result,
      AuditEvent.Execution execution,
      Instant now) {
    return new AuditEvent.SweepApplied(
        header(cause, sweepId(cause.header().id()), now),
        cause.header().id(),
        EventType.of(cause).wireName(),
        EndReason.CLIENT_DELETED,
        new TreeSet<>(List.of(order.client().subject())),
        null,
        result.revoked(),
        result.spared(),
        execution);
  }

  private static AuditEvent.Decision epoch(
      IdentityEvent cause, RaiseEpoch order, AuditEvent.Execution execution, Instant now) {
    return new AuditEvent.EpochRaised(
        header(cause, epochId(cause.header().id()), now),
        cause.header().id(),
        EventType.of(cause).wireName(),
        order.reason(),
        order.epoch(),
        execution);
  }

  private static EventHeader header(IdentityEvent cause, String id, Instant now) {
    return new EventHeader(id, SOURCE, now, cause.header().subject());
  }

  private static String id(String kind, String cause) {
    return UUID.nameUUIDFromBytes((SOURCE + ":" + kind + ":" + cause).getBytes(UTF_8)).toString();
  }
}
