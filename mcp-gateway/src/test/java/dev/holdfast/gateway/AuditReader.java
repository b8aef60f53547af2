package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.testsupport.TestBroker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the audit events of a topic with one partition, in their order. */
final class AuditReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Deque<AuditEvent> read = new ArrayDeque<>();

  AuditReader(String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestBroker.any().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
    consumer.assign(partition);
    consumer.seekToBeginning(partition);
  }

  /** The next event, of that type or of none. */
  <E extends AuditEvent> E next(Class<E> type) {
    for (int i = 0; i < 50 && read.isEmpty(); i++) {
      poll();
    }
    assertThat(read).isNotEmpty();
    return type.cast(read.removeFirst());
  }

  /** Whether there is none, even after a moment. */
  boolean isEmpty() {
    poll();
    return read.isEmpty();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void poll() {
    consumer.poll(Duration.ofMillis(300)).forEach(message -> read.add(event(message)));
  }

  private static AuditEvent event(ConsumerRecord<byte[], byte[]> message) {
    Decoded decoded = new EventCodec().decode(message.value());
    assertThat(decoded).isInstanceOf(Decoded.Known.class);
    return (AuditEvent) ((Decoded.Known) decoded).event();
  }
}
