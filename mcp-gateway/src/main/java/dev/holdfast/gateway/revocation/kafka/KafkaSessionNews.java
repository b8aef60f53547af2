package dev.holdfast.gateway.revocation.kafka;

import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.SessionEvent.SessionEnded;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.revocation.RevocationSettings;
import dev.holdfast.gateway.revocation.SessionNews;
import dev.holdfast.gateway.server.GatewaySettings;
import dev.holdfast.runtime.kafka.KafkaConnection;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes ended sessions; the record counts when every in-sync replica of the topic has it. */
@Singleton
final class KafkaSessionNews implements SessionNews {

  private static final Logger log = LoggerFactory.getLogger(KafkaSessionNews.class);
  private static final byte[] CONTENT_TYPE =
      EncodedEvent.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8);
  // For so long a client that ends its session may be held up.
  private static final int PATIENCE_MILLIS = 1_000;
  private static final String NOBODY = "anonymous";

  private final Producer<String, byte[]> producer;
  private final RevocationSettings settings;
  private final URI source;
  private final Clock clock;
  private final EventCodec codec = new EventCodec();

  KafkaSessionNews(
      KafkaConnection kafka, RevocationSettings settings, GatewaySettings gateway, Clock clock) {
    this.settings = settings;
    this.source = gateway.publicUrl();
    this.clock = clock;
    Map<String, Object> all = kafka.settings();
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MILLIS);
    all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, PATIENCE_MILLIS);
    this.producer = new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public boolean ended(Optional<SubjectId> owner, String session, Instant until) {
    SubjectId subject = owner.orElseGet(() -> new SubjectId(source.toString(), NOBODY));
    EventHeader header =
        new EventHeader(
            UUID.randomUUID().toString(),
            source,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            subject);
    EncodedEvent event = codec.encode(new SessionEnded(header, session, until));
    var message = new ProducerRecord<>(settings.sessionTopic(), event.key(), event.value());
    message.headers().add(EncodedEvent.CONTENT_TYPE_HEADER, CONTENT_TYPE);
    try {
      producer.send(message).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      log.atWarn()
          .addKeyValue("missing", "kafka")
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("The end of a session is not told yet");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ZERO);
  }
}
