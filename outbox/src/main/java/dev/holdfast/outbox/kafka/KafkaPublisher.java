package dev.holdfast.outbox.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contracts.events.EncodedEvent;
import dev.holdfast.outbox.OutboxSettings;
import dev.holdfast.outbox.PendingEvent;
import dev.holdfast.outbox.PublishException;
import dev.holdfast.outbox.Publisher;
import dev.holdfast.runtime.kafka.KafkaConnection;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends with {@code acks=all}; a record counts only when every in-sync replica has it. */
@Singleton
final class KafkaPublisher implements Publisher {

  private static final byte[] CONTENT_TYPE = EncodedEvent.CONTENT_TYPE.getBytes(UTF_8);

  private final Producer<String, byte[]> producer;
  private final String topicPrefix;

  KafkaPublisher(KafkaConnection connection, OutboxSettings settings) {
    this.topicPrefix = settings.topicPrefix();
    this.producer =
        new KafkaProducer<>(
            producerSettings(connection, settings.deliveryTimeout()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  private static Map<String, Object> producerSettings(
      KafkaConnection connection, Duration deliveryTimeout) {
    int millis = Math.toIntExact(deliveryTimeout.toMillis());
    Map<String, Object> all = connection.settings();
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    return all;
  }

  @Override
  public void publish(List<PendingEvent> events) {
    Waves.of(events).forEach(this::publishWave);
  }

  private void publishWave(List<PendingEvent> wave) {
    try {
      List<Future<RecordMetadata>> sent = wave.stream().map(this::send).toList();
      for (Future<RecordMetadata> acknowledgement : sent) {
        acknowledgement.get();
      }
    } catch (ExecutionException | KafkaException e) {
      throw new PublishException("Kafka did not acknowledge", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("interrupted while waiting for Kafka", e);
    }
  }

  private Future<RecordMetadata> send(PendingEvent pending) {
    EncodedEvent event = pending.event();
    var message = new ProducerRecord<>(topicPrefix + event.topic(), event.key(), event.value());
    message.headers().add(EncodedEvent.CONTENT_TYPE_HEADER, CONTENT_TYPE);
    return producer.send(message);
  }

  /** Does not wait: what is not acknowledged stays in the outbox. */
  @PreDestroy
  void close() {
    producer.close(Duration.ZERO);
  }
}
