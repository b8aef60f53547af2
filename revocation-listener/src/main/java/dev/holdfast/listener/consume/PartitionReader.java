package dev.holdfast.listener.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * One consumer's life. Confined to its thread; handlers run on others.
 *
 * <p>Invariants, per partition:
 *
 * <ul>
 *   <li>An offset is committed only after every record before it is {@link Handled.Done}.
 *   <li>Records of one subject are handled in order, one at a time: behind one that is {@link
 *       Handled.Later} the subject's next ones wait, and other subjects pass. When too many are in
 *       trouble, the partition is.
 *   <li>This thread waits for no handler, so neither a slow one nor one that fails for an hour
 *       costs the membership.
 *   <li>Partitions are handed over only when nothing of them is half done.
 * </ul>
 */
final class PartitionReader implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(PartitionReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  // How long a new record may have to wait while others are being handled.
  private static final Duration LOOK_UP = Duration.ofMillis(10);
  private static final Duration HANDOVER = Duration.ofSeconds(30);

  private final Map<TopicPartition, Backlog> backlogs = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final Consumer<byte[], byte[]> consumer;
  private final Attempts attempts;
  private final ConsumerState state;
  private final ConsumerSettings settings;
  private final Clock clock;

  PartitionReader(
      Consumer<byte[], byte[]> consumer,
      RecordHandler handler,
      ConsumerState state,
      ConsumerSettings settings,
      Clock clock) {
    this.consumer = consumer;
    this.attempts = new Attempts(handler);
    this.state = state;
    this.settings = settings;
    this.clock = clock;
  }

  /** Reads until told to stop, or until the consumer fails. */
  void read(String topic, BooleanSupplier stopping) {
    try (attempts) {
      consumer.subscribe(List.of(topic), this);
      while (!stopping.getAsBoolean()) {
        turn();
      }
      finish(consumer.assignment());
    }
  }

  private void turn() {
    ConsumerRecords<byte[], byte[]> records =
        consumer.poll(attempts.isIdle() ? POLL : Duration.ZERO);
    state.unread(unread());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      backlog(new TopicPartition(record.topic(), record.partition())).add(record);
    }
    backlogs.forEach(this::begin);
    settle();
    backlogs.forEach((partition, backlog) -> state.waiting(partition, backlog.oldest()));
    commit();
    readOnWhereThereIsRoom();
  }

  private void begin(TopicPartition partition, Backlog backlog) {
    for (ConsumerRecord<byte[], byte[]> record : backlog.take()) {
      attempts.begin(new Attempts.Attempt(partition, backlog, record));
    }
  }

  /** Waits a moment for the first try that ends, and takes in all that have. */
  private void settle() {
    Duration patience = attempts.isIdle() ? Duration.ZERO : LOOK_UP;
    for (var ended = attempts.next(patience);
        ended.isPresent();
        ended = attempts.next(Duration.ZERO)) {
      settle(ended.get());
    }
  }

  private static void settle(Attempts.Ended ended) {
    Attempts.Attempt attempt = ended.attempt();
    switch (ended.handled()) {
      case Handled.Done _ -> attempt.backlog().succeeded(attempt.record());
      case Handled.Later(String why) -> {
        attempt.backlog().failed(attempt.record());
        log.atWarn()
            .addKeyValue("partition", attempt.partition().partition())
            .addKeyValue("offset", attempt.record().offset())
            .addKeyValue("why", why)
            .log("Record waits, and so does what comes behind it about the same subject");
      }
    }
  }

  private void readOnWhereThereIsRoom() {
    Set<TopicPartition> paused = consumer.paused();
    backlogs.forEach(
        (partition, backlog) -> {
          if (paused.contains(partition) == backlog.hasRoom()) {
            List<TopicPartition> one = List.of(partition);
            if (backlog.hasRoom()) {
              consumer.resume(one);
            } else {
              consumer.pause(one);
            }
          }
        });
  }

  private long unread() {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  /** Lets what is being tried end, and commits it; begins nothing more. */
  private void finish(Collection<TopicPartition> partitions) {
    Instant deadline = clock.instant().plus(HANDOVER);
    while (partitions.stream().anyMatch(attempts::isBusy) && clock.instant().isBefore(deadline)) {
      attempts.next(LOOK_UP).ifPresent(PartitionReader::settle);
    }
    commit();
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
    return backlogs.computeIfAbsent(partition, _ -> new Backlog(settings, clock));
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    state.assigned();
    log.atInfo().addKeyValue("partitions", partitions).log("Partitions assigned");
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    finish(partitions);
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    backlogs.keySet().removeAll(Set.copyOf(partitions));
    committed.keySet().removeAll(Set.copyOf(partitions));
    state.lost(partitions);
    log.atInfo().addKeyValue("partitions", partitions).log("Partitions gone");
  }
}
