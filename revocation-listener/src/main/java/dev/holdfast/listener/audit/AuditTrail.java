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
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Decisions on record. */
@Singleton
public final class AuditTrail {

  private final EventCodec codec = new EventCodec();
  private final RecordWriter writer;
  private final TopicNames topics;
  private final Clock clock;

  AuditTrail(RecordWriter writer, TopicNames topics, Clock clock) {
    this.writer = writer;
    this.topics = topics;
    this.clock = clock;
  }

  /**
   * Records an applied order and waits for the broker. The record's timestamp is the decision's
   * instant, so that Kafka finds it by time.
   *
   * @throws dev.holdfast.listener.broker.NotWrittenException if the broker does not acknowledge
   */
  public void append(IdentityEvent cause, Decision.Order order, RevocationResult result) {
    AuditEvent.Decision decision = Decisions.applied(cause, order, result, clock.instant());
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
