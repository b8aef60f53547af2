package dev.holdfast.listener.consume;

import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.audit.AuditTrail;
import dev.holdfast.listener.deadletter.DeadLetterReason;
import dev.holdfast.listener.deadletter.DeadLetters;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.policy.SweepPolicy;
import dev.holdfast.listener.tokenservice.SweepOutcome;
import dev.holdfast.listener.tokenservice.Sweeps;
import dev.holdfast.runtime.tracing.kafka.RecordTraces;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From record to effect: decode, decide, apply, put on record. Safe to repeat at every step. */
@Singleton
final class IdentityHandler implements RecordHandler {

  private static final Logger log = LoggerFactory.getLogger(IdentityHandler.class);
  private static final Handled DONE = new Handled.Done();

  private final EventCodec codec = new EventCodec();
  private final String issuer;
  private final SweepPolicy policy;
  private final Sweeps sweeps;
  private final AuditTrail audit;
  private final DeadLetters deadLetters;
  private final SweepMeters meters;
  private final Clock clock;

  IdentityHandler(
      ConsumerSettings settings,
      SweepPolicy policy,
      Sweeps sweeps,
      AuditTrail audit,
      DeadLetters deadLetters,
      SweepMeters meters,
      Clock clock) {
    this.issuer = settings.issuer();
    this.policy = policy;
    this.sweeps = sweeps;
    this.audit = audit;
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public Handled handle(ConsumerRecord<byte[], byte[]> record) {
    return switch (codec.decode(record.value())) {
      case Decoded.Unreadable(String reason) ->
          park(record, DeadLetterReason.UNREADABLE, "", reason);
      case Decoded.Unknown(String type) ->
          park(record, DeadLetterReason.UNKNOWN_TYPE, type, "type outside the table");
      case Decoded.Known(IdentityEvent event) -> {
        RecordTraces.is(Context.current(), EventType.of(event).wireName());
        yield decide(record, event);
      }
      case Decoded.Known(var event) ->
          park(
              record,
              DeadLetterReason.WRONG_TOPIC,
              EventType.of(event).wireName(),
              "belongs on " + EventType.of(event).topic());
    };
  }

  private Handled decide(ConsumerRecord<byte[], byte[]> record, IdentityEvent event) {
    // The token-service holds sweeps of other issuers for forbidden, so no retry would help.
    if (!event.header().subject().issuer().equals(issuer)) {
      return park(
          record,
          DeadLetterReason.FOREIGN_ISSUER,
          EventType.of(event).wireName(),
          "subject is not of " + issuer);
    }
    return switch (policy.decide(event)) {
      case Decision.Order order -> apply(record, event, order);
      case Decision.Nothing(String why) -> {
        log.atInfo()
            .addKeyValue("event", event.header().id())
            .addKeyValue("type", EventType.of(event).wireName())
            .addKeyValue("why", why)
            .log("Nothing ends");
        yield DONE;
      }
    };
  }

  private Handled apply(
      ConsumerRecord<byte[], byte[]> record, IdentityEvent event, Decision.Order order) {
    Instant begun = clock.instant();
    return switch (sweeps.apply(order)) {
      case SweepOutcome.Applied(var result) -> {
        audit.append(event, order, result, Duration.between(begun, clock.instant()));
        meters.applied(event, order, result);
        log.atInfo()
            .addKeyValue("event", order.eventId())
            .addKeyValue("reason", order.reason())
            .addKeyValue("revoked", result.revoked())
            .addKeyValue("spared", result.spared())
            .log("Order applied");
        yield DONE;
      }
      case SweepOutcome.Refused(String why) ->
          park(record, DeadLetterReason.REFUSED, EventType.of(event).wireName(), why);
      case SweepOutcome.Unavailable(String why) -> new Handled.Later(why);
    };
  }

  private Handled park(
      ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String type, String detail) {
    deadLetters.park(record, reason, type, detail);
    return DONE;
  }
}
