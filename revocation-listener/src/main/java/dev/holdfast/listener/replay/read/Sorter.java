package dev.holdfast.listener.replay.read;

import dev.holdfast.contracts.events.Event;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Decodes what was fetched, drops what nobody wants, and brings the rest into order. Fed by one
 * thread; any other may ask which partitions to leave alone.
 */
final class Sorter {

  private final Map<TopicPartition, Lane> lanes = new HashMap<>();
  private final Glance glance;
  private final Taste taste;
  private final Merge merge;
  private volatile Set<TopicPartition> ahead = Set.of();

  /**
   * Nothing is fetched yet.
   *
   * @param ends the offset behind the last record of each partition that belongs to the reading
   */
  Sorter(Map<TopicPartition, Long> ends, Taste taste, Viewer viewer) {
    ends.forEach((partition, end) -> lanes.put(partition, new Lane(partition, end)));
    this.glance = new Glance(taste.types());
    this.taste = taste;
    this.merge = new Merge(lanes.values(), viewer);
  }

  void take(Fetched fetched) {
    for (TopicPartition partition : fetched.records().partitions()) {
      Lane lane = lanes.get(partition);
      if (lane != null) {
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record : fetched.records().records(partition)) {
          take(lane, record);
        }
      }
    }
    fetched.finished().forEach(partition -> lanes.computeIfPresent(partition, Sorter::finish));
    merge.flow();
    ahead = merge.ahead();
  }

  /** The partitions that are so far ahead that they are best left unread for now. */
  Set<TopicPartition> ahead() {
    return ahead;
  }

  private void take(Lane lane, ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    if (record.value() != null && record.offset() < lane.end()) {
      Event event = glance.read(record.value()).orElse(null);
      if (event != null && taste.likes().test(event)) {
        merge.add(lane, new Sighting(event, record.partition(), record.offset()));
      }
    }
  }

  private static Lane finish(TopicPartition partition, Lane lane) {
    lane.finish();
    return lane;
  }
}
