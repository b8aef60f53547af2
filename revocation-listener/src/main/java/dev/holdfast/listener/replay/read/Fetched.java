package dev.holdfast.listener.replay.read;

import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought.
 *
 * @param records new ones
 * @param finished the partitions that have told their last with it
 */
record Fetched(ConsumerRecords<ByteBuffer, ByteBuffer> records, Set<TopicPartition> finished) {

  Fetched {
    finished = Set.copyOf(finished);
  }
}
