package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics without a trace: no group, no commit, no write. What is appended after a scan has
 * begun is not part of it. Not safe for several threads.
 */
final class TopicScan implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final EventCodec codec = new EventCodec();
  private final Consumer<byte[], byte[]> consumer;

  private TopicScan(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Receives what a scan finds. */
  @FunctionalInterface
  interface Finder {
    void found(Event event);
  }

  /** Part of a topic: for each partition a first offset and the offset behind the last. */
  record Span(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {

    /** What lies before this span. */
    Span before() {
      Map<TopicPartition, Long> start = new HashMap<>();
      from.keySet().forEach(partition -> start.put(partition, 0L));
      return new Span(start, from);
    }
  }

  static TopicScan open(String bootstrapServers, Properties more) {
    Properties settings = new Properties();
    settings.putAll(more);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return new TopicScan(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * Everything from the first record at or after {@code from} to the present end. Timestamps need
   * not ascend, so a scan bounded at its end by time could miss records; this one cannot.
   */
  Span since(String topic, Instant from) {
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            partitions.stream()
                .collect(Collectors.toMap(partition -> partition, _ -> from.toEpochMilli())));
    Map<TopicPartition, Long> starts = new HashMap<>(ends);
    found.forEach(
        (partition, start) -> {
          if (start != null) {
            starts.put(partition, start.offset());
          }
        });
    return new Span(starts, ends);
  }

  /** Hands out the readable events of a span; in order per partition. */
  void scan(Span span, Finder finder) {
    Collection<TopicPartition> partitions = span.from().keySet();
    consumer.assign(partitions);
    span.from().forEach(consumer::seek);
    while (partitions.stream()
        .anyMatch(partition -> consumer.position(partition) < end(span, partition))) {
      consumer
          .poll(POLL)
          .forEach(
              record -> {
                var partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < end(span, partition)
                    && codec.decode(record.value()) instanceof Decoded.Known(Event event)) {
                  finder.found(event);
                }
              });
    }
  }

  private static long end(Span span, TopicPartition partition) {
    return span.to().getOrDefault(partition, 0L);
  }

  private List<TopicPartition> partitions(String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new IllegalStateException("There is no topic " + topic);
    }
    return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
