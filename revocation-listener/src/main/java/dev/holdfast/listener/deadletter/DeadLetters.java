package dev.holdfast.listener.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.listener.broker.RecordWriter;
import dev.holdfast.listener.broker.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parks records nobody can handle: key, value and headers as they were, and headers of ours that
 * say why and where from. Counted as {@code holdfast.listener.dead.letters}.
 */
@Singleton
public final class DeadLetters {

  /** What the names of our headers begin with. */
  public static final String HEADERS = "holdfast-dlt-";

  /** A {@link DeadLetterReason} in its wire spelling. */
  public static final String REASON = HEADERS + "reason";

  /** One sentence for a person; holds no payload. */
  public static final String DETAIL = HEADERS + "detail";

  /** The CloudEvents type, empty if unreadable. */
  public static final String TYPE = HEADERS + "type";

  /** Where the record came from. */
  public static final String TOPIC = HEADERS + "original-topic";

  /** Its partition, in decimal. */
  public static final String PARTITION = HEADERS + "original-partition";

  /** Its offset, in decimal. */
  public static final String OFFSET = HEADERS + "original-offset";

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final RecordWriter writer;
  private final TopicNames topics;
  private final MeterRegistry meters;

  DeadLetters(RecordWriter writer, TopicNames topics, MeterRegistry meters) {
    this.writer = writer;
    this.topics = topics;
    this.meters = meters;
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      count(reason, 0);
    }
  }

  /**
   * Parks a record and waits for the broker.
   *
   * @throws dev.holdfast.listener.broker.NotWrittenException if the broker does not acknowledge
   */
  public void park(
      ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String type, String detail) {
    var parked =
        new ProducerRecord<>(
            topics.deadLetters(), null, record.key(), record.value(), record.headers());
    Headers headers = parked.headers();
    add(headers, REASON, reason.wireName());
    add(headers, DETAIL, detail);
    add(headers, TYPE, type);
    add(headers, TOPIC, record.topic());
    add(headers, PARTITION, Integer.toString(record.partition()));
    add(headers, OFFSET, Long.toString(record.offset()));
    writer.write(parked);
    count(reason, 1);
    log.atWarn()
        .addKeyValue("reason", reason.wireName())
        .addKeyValue("detail", detail)
        .addKeyValue("type", type)
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .log("Record parked");
  }

  private void count(DeadLetterReason reason, int records) {
    meters
        .counter("holdfast.listener.dead.letters", "reason", reason.wireName())
        .increment(records);
  }

  /**
   * Removes ours from an earlier parking first, so that a record put back and parked again is
   * clear.
   */
  private static void add(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }
}
