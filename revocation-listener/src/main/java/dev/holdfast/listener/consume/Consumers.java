package dev.holdfast.listener.consume;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers, on top of what {@code kafka.*} says about the connection. */
final class Consumers {

  private Consumers() {}

  static Consumer<byte[], byte[]> create(
      Map<String, Object> connection, ConsumerSettings settings, String groupId) {
    Map<String, Object> all = new HashMap<>(connection);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    if (settings.instanceId() != null) {
      all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instanceId());
    }
    all.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    // A group that has never committed begins at the beginning: the sweeps are safe late.
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Few at a time: what is read waits in memory. Between two polls nobody waits for a handler.
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10);
    all.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 600_000);
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
    all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
