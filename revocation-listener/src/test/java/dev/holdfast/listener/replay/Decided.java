package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.AuditEvent.EpochRaised;
import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.listener.audit.Decisions;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decisions on record, sound and not. */
final class Decided {

  /** When decisions are made, unless said otherwise. */
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private Decided() {}

  static SweepApplied lockDecision(IdentityEvent.UserLocked cause, Instant when) {
    SweepApplied decision = decision(cause, EndReason.USER_LOCKED, null, null);
    return at(when, decision.header().id(), decision);
  }

  static SweepApplied loginDecision(
      IdentityEvent.LoginSuccess cause, String sparedSid, String client) {
    return decision(cause, EndReason.LOGIN_ELSEWHERE, sparedSid, client);
  }

  static SweepApplied withId(String id, SweepApplied decision) {
    return at(decision.header().time(), id, decision);
  }

  private static SweepApplied at(Instant when, String id, SweepApplied decision) {
    return new SweepApplied(
        new EventHeader(id, decision.header().source(), when, decision.header().subject()),
        decision.cause(),
        decision.causeType(),
        decision.reason(),
        decision.clientIds(),
        decision.sparedSid(),
        decision.revoked(),
        decision.spared(),
        decision.execution());
  }

  static EpochRaised epoch(IdentityEvent cause, EpochReason reason, Instant epoch) {
    return new EpochRaised(
        header(cause, Decisions.epochId(cause.header().id())),
        cause.header().id(),
        EventType.of(cause).wireName(),
        reason,
        epoch,
        null);
  }

  static SweepApplied decision(
      IdentityEvent cause, EndReason reason, @Nullable String sparedSid, @Nullable String client) {
    return new SweepApplied(
        header(cause, Decisions.sweepId(cause.header().id())),
        cause.header().id(),
        EventType.of(cause).wireName(),
        reason,
        client == null ? null : new TreeSet<>(List.of(client)),
        sparedSid,
        new TreeMap<>(Map.of("console", 1)),
        new TreeMap<>(),
        null);
  }

  private static EventHeader header(IdentityEvent cause, String id) {
    return new EventHeader(id, URI.create("urn:test"), NOON, cause.header().subject());
  }
}
