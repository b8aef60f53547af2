package dev.holdfast.outbox;

import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Collects what arrives on the identity topic. */
final class Reader implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  Reader(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.IDENTITY));
  }

  List<ConsumerRecord<String, byte[]>> records(SubjectId subject) {
    consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
    return seen.stream().filter(message -> message.key().equals(subject.key())).toList();
  }

  /** The event ids of a subject that arrived until now, in order. */
  List<String> ids(SubjectId subject) {
    return records(subject).stream().map(Reader::id).toList();
  }

  private static String id(ConsumerRecord<String, byte[]> message) {
    if (new EventCodec().decode(message.value()) instanceof Decoded.Known(var event)) {
      return event.header().id();
    }
    throw new AssertionError("not one of our events");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
