package dev.holdfast.listener.consume;

import dev.holdfast.runtime.kafka.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes one topic on a virtual thread of its own, at least once, in order per partition.
 *
 * <p>Why no {@code @KafkaListener}: its endless retry either blocks all partitions inside one poll,
 * until the group takes them away after {@code max.poll.interval.ms}, or bounds the number of tries
 * and then skips the record; and its default error strategy drops the rest of a poll. A
 * token-service that is away for an hour must neither shuffle partitions nor lose a lock, so {@link
 * PartitionReader} seeks and pauses per partition while polling goes on.
 *
 * <p>Whatever the reader cannot explain ends its consumer; the next one starts from the committed
 * offsets, so nothing unhandled is skipped.
 */
public final class TopicConsumer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TopicConsumer.class);
  private static final Duration FAREWELL = Duration.ofSeconds(15);

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final KafkaConnection connection;
  private final ConsumerSettings settings;
  private final String topic;
  private final String groupId;
  private final RecordHandler handler;
  private final ConsumerState state;
  private final Clock clock;
  private final Thread thread;

  TopicConsumer(
      KafkaConnection connection,
      ConsumerSettings settings,
      String topic,
      String groupId,
      RecordHandler handler,
      ConsumerState state,
      Clock clock) {
    this.connection = connection;
    this.settings = settings;
    this.topic = topic;
    this.groupId = groupId;
    this.handler = handler;
    this.state = state;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name(topic + "-consumer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Lets what is in hand finish and commit, then leaves the group. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      // No wake-up: it could hit the commit of the record in hand, and a poll is short anyway.
      if (!thread.join(FAREWELL)) {
        log.atWarn().log("What is in hand did not finish in time; it will be delivered again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        readOnce();
      } while (!stopping.await(settings.longestRetry().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      state.stopped();
    }
  }

  private void readOnce() {
    try (Consumer<byte[], byte[]> consumer =
        Consumers.create(connection.settings(), settings, groupId)) {
      state.started();
      new PartitionReader(consumer, handler, state, settings, clock)
          .read(topic, () -> stopping.getCount() == 0);
    } catch (RuntimeException | Error e) {
      log.atError().setCause(e).log("Consumer failed; the next starts from the committed offsets");
    } finally {
      state.stopped();
    }
  }
}
