package dev.holdfast.listener.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer's life. Confined to its thread.
 *
 * <p>Invariants, per partition:
 *
 * <ul>
 *   <li>An offset is committed only after every record before it is {@link Handled.Done}.
 *   <li>A record that is {@link Handled.Later} is sought back to, and the partition is paused: the
 *       next record of that partition handed out is the same one. Others go on.
 *   <li>Polling never stops while a partition waits, so waiting costs no membership.
 *   <li>Partitions change hands only inside {@code poll}, when nothing is half done.
 * </ul>
 */
final class PartitionReader implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(PartitionReader.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
  private final Consumer<byte[], byte[]> consumer;
  private final RecordHandler handler;
  private final ConsumerState state;
  private final Retries retries;

  PartitionReader(
      Consumer<byte[], byte[]> consumer,
      RecordHandler handler,
      ConsumerState state,
      ConsumerSettings settings,
      Clock clock) {
    this.consumer = consumer;
    this.handler = handler;
    this.state = state;
    this.retries = new Retries(settings, clock);
  }

  /** Reads until told to stop, or until the consumer fails. */
  void read(String topic, BooleanSupplier stopping) {
    consumer.subscribe(List.of(topic), this);
    while (!stopping.getAsBoolean()) {
      consumer.resume(intersection(retries.due(), consumer.paused()));
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      commit();
      state.unread(unread());
      for (TopicPartition partition : records.partitions()) {
        handle(partition, records.records(partition), stopping);
      }
    }
  }

  private long unread() {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  private void handle(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      BooleanSupplier stopping) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (stopping.getAsBoolean()) {
        return;
      }
      state.handling(partition, Instant.ofEpochMilli(record.timestamp()));
      switch (attempt(record)) {
        case Handled.Done _ -> {
          retries.forget(partition);
          state.handled(partition);
          uncommitted.put(partition, new OffsetAndMetadata(record.offset() + 1));
          commit();
        }
        case Handled.Later(String why) -> {
          log.atWarn()
              .addKeyValue("partition", partition.partition())
              .addKeyValue("offset", record.offset())
              .addKeyValue("why", why)
              .log("Record waits, and so does its partition");
          consumer.seek(partition, record.offset());
          consumer.pause(Set.of(partition));
          retries.failed(partition);
          return;
        }
      }
    }
  }

  private Handled attempt(ConsumerRecord<byte[], byte[]> record) {
    try {
      return handler.handle(record);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Handling failed");
      return new Handled.Later(e.getClass().getSimpleName());
    }
  }

  /**
   * Commits what is handled. A refusal during a rebalance is no loss: either the partition stays
   * and the next round commits it, or it goes and its new owner repeats what is safe to repeat.
   */
  private void commit() {
    if (uncommitted.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(uncommitted);
      uncommitted.clear();
    } catch (RebalanceInProgressException | CommitFailedException e) {
      log.atInfo().addKeyValue("why", e.getMessage()).log("Offsets not committed yet");
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    state.assigned();
    log.atInfo().addKeyValue("partitions", partitions).log("Partitions assigned");
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commit();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    uncommitted.keySet().removeAll(Set.copyOf(partitions));
    retries.forget(partitions);
    state.lost(partitions);
    log.atInfo().addKeyValue("partitions", partitions).log("Partitions gone");
  }

  private static Set<TopicPartition> intersection(
      Set<TopicPartition> some, Set<TopicPartition> others) {
    some.retainAll(others);
    return some;
  }
}
