package dev.holdfast.listener.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeGrants;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** Puts decisions into words. */
public final class Decisions {

  private static final URI SOURCE = URI.create("urn:holdfast:revocation-listener");

  private Decisions() {}

  /** The one id a decision on this cause can have (RFC 9562, section 5.3). */
  public static String idFor(String cause) {
    return UUID.nameUUIDFromBytes((SOURCE + ":sweep-applied:" + cause).getBytes(UTF_8)).toString();
  }

  static AuditEvent.SweepApplied applied(
      IdentityEvent cause, RevokeGrants order, RevocationResult result, Instant now) {
    EventHeader why = cause.header();
    return new AuditEvent.SweepApplied(
        new EventHeader(idFor(why.id()), SOURCE, now, why.subject()),
        why.id(),
        EventType.of(cause).wireName(),
        order.reason(),
        order.clientIds(),
        order.sparedSid(),
        result.revoked(),
        result.spared());
  }
}
