package dev.holdfast.listener.deadletter.command;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead-letter topic without a trace. Not safe for several threads. */
final class Shelf implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;

  private Shelf(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  static Shelf open(Properties connection, String topic) {
    Properties settings = new Properties();
    settings.putAll(connection);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return new Shelf(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic);
  }

  /** The end of each partition now; what is parked later lies behind it. */
  Map<TopicPartition, Long> ends() {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new IllegalStateException("There is no topic " + topic);
    }
    return consumer.endOffsets(
        infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList());
  }

  /** Hands out what lies before these ends, in order per partition. */
  void read(Map<TopicPartition, Long> ends, Consumer<Parked> reader) {
    Collection<TopicPartition> partitions = ends.keySet();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> left = new HashMap<>(ends);
    left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    while (!left.isEmpty()) {
      consumer
          .poll(POLL)
          .forEach(
              record -> {
                Parked parked = new Parked(record);
                if (parked.offset() < ends.getOrDefault(parked.partition(), 0L)) {
                  reader.accept(parked);
                }
              });
      left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
