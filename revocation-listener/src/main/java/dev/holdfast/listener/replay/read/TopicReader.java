package dev.holdfast.listener.replay.read;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Reads topics without a trace: no group, no commit, no write. What is appended after a span was
 * taken is not part of it. Not safe for several threads.
 */
public final class TopicReader implements AutoCloseable {

  // Which partitions are worth reading changes while it waits, and everything may wait for it.
  private static final Duration POLL = Duration.ofMillis(2);
  private static final int POLLS = 8;

  private final Consumer<ByteBuffer, ByteBuffer> consumer;

  private TopicReader(Consumer<ByteBuffer, ByteBuffer> consumer) {
    this.consumer = consumer;
  }

  /** Connects; {@code more} are properties of the Kafka consumer. */
  public static TopicReader open(String bootstrapServers, Properties more) {
    Properties settings = new Properties();
    settings.putAll(more);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Nobody looks at a command's meters.
    settings.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    // A partition that is read to its end has nothing more to say; nobody is to wait for it.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5);
    // What waits in the client is bounded, too: by this, for each broker.
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 << 20);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 128 << 10);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 250);
    return new TopicReader(
        new KafkaConsumer<>(settings, new ByteBufferDeserializer(), new ByteBufferDeserializer()));
  }

  /**
   * Everything of a topic up to its present end, or what follows the first record that the broker
   * dates {@code from} or later. Dates need not ascend, so a span bounded at its end by them could
   * miss records.
   *
   * @throws IllegalStateException if there is no such topic
   */
  public Span span(String topic, Optional<Instant> from) {
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = new HashMap<>(beginnings);
    from.ifPresent(
        instant ->
            partitions.forEach(
                partition ->
                    starts.put(
                        partition,
                        first(partition, instant.toEpochMilli())
                            .map(OffsetAndTimestamp::offset)
                            .orElse(ends.getOrDefault(partition, 0L)))));
    Instant since =
        partitions.stream()
            .filter(partition -> beginnings.getOrDefault(partition, 0L) > 0)
            .map(partition -> first(partition, 0))
            // Of a partition that retention has emptied, anything may be missing.
            .map(
                first ->
                    first.map(found -> Instant.ofEpochMilli(found.timestamp())).orElse(Instant.MAX))
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    return new Span(starts, ends, from.filter(since::isBefore).orElse(since));
  }

  /** The first record that the broker dates so or later. */
  private Optional<OffsetAndTimestamp> first(TopicPartition partition, long millis) {
    return Optional.ofNullable(consumer.offsetsForTimes(Map.of(partition, millis)).get(partition));
  }

  /**
   * Hands out the events of all spans together, in the order of their time as far as they can.
   * Fetching, decoding and viewing each have a thread.
   */
  public void read(Collection<Span> spans, Taste taste, Viewer viewer, Progress progress) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Span span : spans) {
      starts.putAll(span.starts());
      ends.putAll(span.ends());
    }
    long total = spans.stream().mapToLong(Span::size).sum();
    consumer.assign(starts.keySet());
    starts.forEach(consumer::seek);
    try (Handover handover = new Handover(viewer)) {
      Sorter sorter = new Sorter(ends, taste, handover);
      try (Stage<Fetched> sorting = new Stage<>("replay-sorter", POLLS, sorter::take)) {
        fetch(ends, sorter, sorting, done -> tell(progress, done, total));
      }
    }
    progress.at(total, total);
  }

  /** That all is done is told once, by whoever knows. */
  private static void tell(Progress progress, long done, long total) {
    if (done < total) {
      progress.at(done, total);
    }
  }

  private void fetch(
      Map<TopicPartition, Long> ends,
      Sorter sorter,
      Stage<Fetched> sorting,
      LongConsumer progress) {
    Map<TopicPartition, Long> unfinished = new HashMap<>(ends);
    sorting.hand(new Fetched(ConsumerRecords.empty(), finish(unfinished)));
    long done = 0;
    while (!unfinished.isEmpty() && !sorting.hasFailed()) {
      leaveAlone(sorter.ahead(), unfinished.keySet());
      ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(POLL);
      sorting.hand(new Fetched(records, finish(unfinished)));
      done += records.count();
      progress.accept(done);
    }
  }

  /** Reads on only where that helps: not far ahead of others, and not behind the end. */
  private void leaveAlone(Set<TopicPartition> ahead, Set<TopicPartition> unfinished) {
    Set<TopicPartition> wanted = new HashSet<>(unfinished);
    wanted.removeAll(ahead);
    Set<TopicPartition> unwanted = new HashSet<>(consumer.assignment());
    unwanted.removeAll(wanted);
    if (!unwanted.equals(consumer.paused())) {
      consumer.resume(wanted);
      consumer.pause(unwanted);
    }
  }

  /** Takes out the partitions that are read to their end, and tells them. */
  private Set<TopicPartition> finish(Map<TopicPartition, Long> unfinished) {
    Set<TopicPartition> finished = new HashSet<>();
    unfinished.forEach(
        (partition, end) -> {
          if (consumer.position(partition) >= end) {
            finished.add(partition);
          }
        });
    unfinished.keySet().removeAll(finished);
    return finished;
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
