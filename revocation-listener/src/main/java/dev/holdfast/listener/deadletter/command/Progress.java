package dev.holdfast.listener.deadletter.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far records have been put back, kept as the offsets of a group for each reason and origin, so
 * that a second run does not put the same records back again.
 */
final class Progress implements AutoCloseable {

  private static final String GROUP = "holdfast-redrive-";

  private final Map<String, Map<TopicPartition, Long>> known = new HashMap<>();
  private final Admin admin;

  private Progress(Admin admin) {
    this.admin = admin;
  }

  static Progress open(Properties connection) {
    return new Progress(Admin.create(connection));
  }

  /** Whether an earlier run has put it back. */
  boolean passed(Parked parked) {
    return parked.offset()
        < known
            .computeIfAbsent(group(parked.reason(), parked.origin()), this::load)
            .getOrDefault(parked.partition(), 0L);
  }

  /** Everything of this reason and origin before these ends is put back. */
  void advance(String reason, String origin, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    ends.forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end)));
    try {
      admin.alterConsumerGroupOffsets(group(reason, origin), offsets).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException("The progress of " + reason + " could not be kept", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  private Map<TopicPartition, Long> load(String group) {
    try {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
      return offsets;
    } catch (ExecutionException e) {
      throw new KafkaException(group + " could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  private static String group(String reason, String origin) {
    return GROUP + reason + "-" + origin;
  }

  @Override
  public void close() {
    admin.close();
  }
}
