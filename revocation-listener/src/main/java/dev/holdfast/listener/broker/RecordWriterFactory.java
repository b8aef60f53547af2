package dev.holdfast.listener.broker;

import dev.holdfast.runtime.kafka.KafkaConnection;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the writer, on top of what {@code kafka.*} says about the connection. */
@Factory
final class RecordWriterFactory {

  /** Shorter than the consumer's poll interval: a mute broker must not cost us the partitions. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Singleton
  @Bean(preDestroy = "close")
  RecordWriter writer(KafkaConnection connection) {
    Map<String, Object> settings = connection.settings();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
    return new RecordWriter(
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
        PATIENCE);
  }
}
