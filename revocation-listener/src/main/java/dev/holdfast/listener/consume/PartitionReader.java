package dev.holdfast.listener.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 *   <li>Records of one subject are handled in order: behind one that is {@link Handled.Later} the
 *       subject's next ones wait, and other subjects pass. When too many wait, the partition is
 *       paused.
 *   <li>Polling never stops while somebody waits, so waiting costs no membership.
 *   <li>Partitions change hands only inside {@code poll}, when nothing is half done.
 * </ul>
 */
final class PartitionReader implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(PartitionReader.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<TopicPartition, Backlog> backlogs = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
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
      resume();
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      state.unread(unread());
      backlogs.forEach((partition, backlog) -> retry(partition, backlog, stopping));
      for (TopicPartition partition : records.partitions()) {
        handle(partition, records.records(partition), stopping);
      }
      commit();
    }
  }

  private void resume() {
    consumer.resume(
        consumer.paused().stream().filter(partition -> backlog(partition).hasRoom()).toList());
  }

  private long unread() {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  private void retry(TopicPartition partition, Backlog backlog, BooleanSupplier stopping) {
    for (String subject : backlog.subjects()) {
      while (!stopping.getAsBoolean() && retries.isDue(partition, subject)) {
        var first = backlog.first(subject);
        if (first.isEmpty()) {
          break;
        }
        if (isHandled(partition, first.get())) {
          backlog.caughtUp(subject);
          retries.succeeded(partition, subject);
          commit();
        } else {
          retries.failed(partition, subject);
        }
      }
    }
    state.waiting(partition, backlog.oldest());
  }

  private void handle(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      BooleanSupplier stopping) {
    Backlog backlog = backlog(partition);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (stopping.getAsBoolean()) {
        return;
      }
      if (!backlog.hasRoom()) {
        consumer.seek(partition, record.offset());
        consumer.pause(Set.of(partition));
        return;
      }
      String subject = Backlog.subject(record);
      if (backlog.isWaiting(subject)) {
        backlog.wait(record);
      } else if (isHandled(partition, record)) {
        backlog.passed(record);
      } else {
        backlog.wait(record);
        retries.failed(partition, subject);
      }
      state.waiting(partition, backlog.oldest());
      commit();
    }
  }

  private boolean isHandled(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    return switch (attempt(record)) {
      case Handled.Done _ -> true;
      case Handled.Later(String why) -> {
        log.atWarn()
            .addKeyValue("partition", partition.partition())
            .addKeyValue("offset", record.offset())
            .addKeyValue("why", why)
            .log("Record waits, and so does what comes behind it about the same subject");
        yield false;
      }
    };
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
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    backlogs.forEach(
        (partition, backlog) ->
            backlog
                .committable()
                .ifPresent(
                    offset -> {
                      if (!Objects.equals(committed.get(partition), offset)) {
                        offsets.put(partition, new OffsetAndMetadata(offset));
                      }
                    }));
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets);
      offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    } catch (RebalanceInProgressException | CommitFailedException e) {
      log.atInfo().addKeyValue("why", e.getMessage()).log("Offsets not committed yet");
    }
  }

  private Backlog backlog(TopicPartition partition) {
    return backlogs.computeIfAbsent(partition, _ -> new Backlog());
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
    backlogs.keySet().removeAll(Set.copyOf(partitions));
    committed.keySet().removeAll(Set.copyOf(partitions));
    retries.forget(partitions);
    state.lost(partitions);
    log.atInfo().addKeyValue("partitions", partitions).log("Partitions gone");
  }
}
