package dev.holdfast.listener.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.listener.broker.RecordWriter;
import dev.holdfast.listener.broker.TopicNames;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.policy.EffectivePolicy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Decisions on record. */
@Singleton
public final class AuditTrail {

  private final EventCodec codec = new EventCodec();
  private final RecordWriter writer;
  private final TopicNames topics;
  private final EffectivePolicy policy;
  private final Clock clock;

  AuditTrail(RecordWriter writer, TopicNames topics, EffectivePolicy policy, Clock clock) {
    this.writer = writer;
    this.topics = topics;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * Records an applied order and waits for the broker. The record's timestamp is the decision's
   * instant, so that Kafka finds it by time.
   *
   * @param took how long the token-service took
   * @throws dev.holdfast.listener.broker.NotWrittenException if the broker does not acknowledge
   */
  public void append(
      IdentityEvent cause, Decision.Order order, RevocationResult result, Duration took) {
    Instant now = clock.instant();
    var execution =
        new AuditEvent.Execution(
            policy.version(),
            Duration.between(cause.header().time(), now).toMillis(),
            took.toMillis());
    AuditEvent.Decision decision = Decisions.applied(cause, order, result, execution, now);
    EncodedEvent encoded = codec.encode(decision);
    var record =
        new ProducerRecord<>(
            topics.audit(),
            null,
            decision.header().time().toEpochMilli(),
            encoded.key().getBytes(UTF_8),
            encoded.value());
    record
        .headers()
        .add(EncodedEvent.CONTENT_TYPE_HEADER, EncodedEvent.CONTENT_TYPE.getBytes(UTF_8));
    writer.write(record);
  }
}
