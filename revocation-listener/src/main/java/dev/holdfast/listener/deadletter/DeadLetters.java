package dev.holdfast.listener.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.listener.broker.RecordWriter;
import dev.holdfast.listener.broker.TooLargeException;
import dev.holdfast.listener.broker.TopicNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
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

  /** Present if the value was too large to be parked: its size and its hash, in place of it. */
  public static final String LEFT_OUT = HEADERS + "left-out";

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
   * Parks a record and waits for the broker. One that is too large for the topic is parked without
   * its value and headers, which say where to find it.
   *
   * @throws dev.holdfast.listener.broker.NotWrittenException if the broker does not acknowledge
   */
  public void park(
      ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String type, String detail) {
    Map<String, String> ours = new LinkedHashMap<>();
    ours.put(REASON, reason.wireName());
    ours.put(DETAIL, detail);
    ours.put(TYPE, type);
    ours.put(TOPIC, record.topic());
    ours.put(PARTITION, Integer.toString(record.partition()));
    ours.put(OFFSET, Long.toString(record.offset()));
    try {
      writer.write(parked(record, record.value(), record.headers(), ours));
    } catch (TooLargeException _) {
      ours.put(LEFT_OUT, identification(record.value()));
      writer.write(parked(record, null, new RecordHeaders(), ours));
    }
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
    Counter.builder("holdfast.listener.dead.letters")
        .description("Records that nobody could handle")
        .tag("reason", reason.wireName())
        .register(meters)
        .increment(records);
  }

  /** Ours of an earlier parking go first, so that a record put back and parked again is clear. */
  private ProducerRecord<byte[], byte[]> parked(
      ConsumerRecord<byte[], byte[]> record,
      byte @Nullable [] value,
      Headers theirs,
      Map<String, String> ours) {
    var parked = new ProducerRecord<>(topics.deadLetters(), null, record.key(), value, theirs);
    ours.forEach((name, text) -> parked.headers().remove(name).add(name, text.getBytes(UTF_8)));
    return parked;
  }

  private static String identification(byte @Nullable [] value) {
    byte[] bytes = value == null ? new byte[0] : value;
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return bytes.length + " bytes, SHA-256 " + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
