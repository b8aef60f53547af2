package dev.holdfast.gateway.revocation.kafka;

import dev.holdfast.gateway.revocation.RevocationSettings;
import dev.holdfast.gateway.revocation.SessionMemory;
import dev.holdfast.runtime.kafka.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All partitions of the topics, read without a group: each replica needs every event. Used by one
 * thread.
 */
final class TokenTopic implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Duration> memories;

  TokenTopic(KafkaConnection kafka, RevocationSettings settings, SessionMemory sessions) {
    memories =
        Map.of(
            settings.topic(), settings.memory(),
            settings.sessionTopic(), sessions.maxAge().plus(settings.margin()));
    Map<String, Object> all = kafka.settings();
    all.put("enable.auto.commit", false);
    all.put("auto.offset.reset", "earliest");
    all.put("allow.auto.create.topics", false);
    // New partitions are looked for in it.
    all.put("metadata.max.age.ms", 10_000);
    all.put("request.timeout.ms", 2_000);
    all.put("default.api.timeout.ms", 2_000);
    all.put("fetch.max.wait.ms", 200);
    consumer = new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Starts with what must be remembered at {@code reliable} or later. */
  void readFrom(Instant reliable) {
    Set<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    var offsets =
        consumer.offsetsForTimes(
            partitions.stream()
                .collect(
                    Collectors.toMap(
                        partition -> partition, partition -> start(partition, reliable))),
            PATIENCE);
    // No offset means no record that young: begin behind the last one.
    var ends = consumer.endOffsets(partitions, PATIENCE);
    for (TopicPartition partition : partitions) {
      var found = offsets.get(partition);
      consumer.seek(partition, found == null ? end(ends, partition) : found.offset());
    }
  }

  /** Hands over every record that is published now; returns when all of them have been read. */
  void catchUp(Consumer<ConsumerRecord<byte[], byte[]>> handler) {
    var ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
    do {
      consumer.poll(POLL).forEach(handler);
    } while (isBehind(ends) && !Thread.currentThread().isInterrupted());
  }

  /** Whether partitions were added, which are not being read. */
  boolean hasGrown() {
    return partitions().size() != consumer.assignment().size();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private boolean isBehind(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue());
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    Long end = ends.get(partition);
    if (end == null) {
      throw new UnknownTopicOrPartitionException(partition.toString());
    }
    return end;
  }

  private long start(TopicPartition partition, Instant reliable) {
    Duration memory = memories.getOrDefault(partition.topic(), Duration.ZERO);
    return reliable.minus(memory).toEpochMilli();
  }

  private Set<TopicPartition> partitions() {
    return memories.keySet().stream()
        .flatMap(topic -> partitions(topic).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<TopicPartition> partitions(String topic) {
    var found = consumer.partitionsFor(topic, PATIENCE);
    if (found == null || found.isEmpty()) {
      throw new UnknownTopicOrPartitionException(topic);
    }
    return List.copyOf(found).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
