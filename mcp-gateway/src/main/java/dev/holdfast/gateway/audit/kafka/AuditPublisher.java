package dev.holdfast.gateway.audit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.gateway.audit.AuditSettings;
import dev.holdfast.gateway.audit.Backlog;
import dev.holdfast.runtime.kafka.KafkaConnection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.util.StringUtils;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the backlog on a thread of its own. While the broker is away the thread waits, and the
 * backlog fills up behind it; an event that the broker does not take in half a minute is lost.
 */
@Context
@Requires(
    property = "holdfast.gateway.audit.enabled",
    value = StringUtils.TRUE,
    defaultValue = StringUtils.TRUE)
final class AuditPublisher {

  private static final Logger log = LoggerFactory.getLogger(AuditPublisher.class);
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration GATHERING = Duration.ofMillis(20);
  private static final Duration BACK_OFF = Duration.ofMillis(500);
  private static final Duration FAREWELL = Duration.ofSeconds(3);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final KafkaConnection kafka;
  private final AuditSettings settings;
  private final Backlog backlog;
  private final Counter published;
  private final EventCodec codec = new EventCodec();
  private final Thread thread = Thread.ofVirtual().name("audit").unstarted(this::run);
  private volatile boolean ending;

  AuditPublisher(
      KafkaConnection kafka, AuditSettings settings, Backlog backlog, MeterRegistry metrics) {
    this.kafka = kafka;
    this.settings = settings;
    this.backlog = backlog;
    this.published = metrics.counter("holdfast.gateway.audit.published");
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    ending = true;
    if (!thread.join(FAREWELL)) {
      thread.interrupt();
    }
    int left = backlog.size();
    if (left > 0) {
      backlog.lose(left);
    }
  }

  private void run() {
    while (!ending) {
      try {
        KafkaProducer<String, byte[]> producer = producer();
        try {
          send(producer);
        } finally {
          producer.close(LAST_WORDS);
        }
      } catch (InterruptedException | InterruptException e) {
        return;
      } catch (RuntimeException e) {
        // Whatever it is, it must not end the thread: nothing would go on record any more.
        log.atWarn()
            .addKeyValue("missing", "kafka")
            .addKeyValue("cause", e.getClass().getSimpleName())
            .log("Audit events cannot be sent");
        pause();
      }
    }
  }

  private void send(KafkaProducer<String, byte[]> producer) throws InterruptedException {
    while (!ending || backlog.size() > 0) {
      List<AuditEvent> events = backlog.next(PATIENCE, ending ? Duration.ZERO : GATHERING);
      for (int i = 0; i < events.size(); i++) {
        try {
          send(producer, events.get(i));
        } catch (RuntimeException e) {
          backlog.lose(events.size() - i);
          throw e;
        }
      }
    }
  }

  private void send(KafkaProducer<String, byte[]> producer, AuditEvent event) {
    EncodedEvent encoded = codec.encode(event);
    var message =
        new ProducerRecord<>(
            settings.topic(),
            null,
            event.header().time().toEpochMilli(),
            encoded.key(),
            encoded.value());
    message
        .headers()
        .add(EncodedEvent.CONTENT_TYPE_HEADER, EncodedEvent.CONTENT_TYPE.getBytes(UTF_8));
    var _ = producer.send(message, (_, trouble) -> sent(trouble == null));
  }

  private void sent(boolean taken) {
    if (taken) {
      published.increment();
    } else {
      backlog.lose(1);
    }
  }

  private void pause() {
    try {
      Thread.sleep(BACK_OFF);
    } catch (InterruptedException e) {
      thread.interrupt();
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    Map<String, Object> all = kafka.settings();
    all.put("linger.ms", 20);
    all.put("batch.size", 128 * 1024);
    all.put("max.block.ms", 30_000);
    all.put("request.timeout.ms", 10_000);
    all.put("delivery.timeout.ms", 30_000);
    return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
  }
}
