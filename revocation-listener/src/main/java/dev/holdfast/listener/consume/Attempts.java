package dev.holdfast.listener.consume;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles records on threads of their own, so that whatever is slow about one holds up nobody but
 * its subject. The handler runs there; everything else is confined to the consumer's thread.
 */
final class Attempts implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Attempts.class);
  // Longer than any handling: calls and writes have time-outs of their own.
  private static final Duration FAREWELL = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final Set<Attempt> running = new HashSet<>();
  private final RecordHandler handler;

  Attempts(RecordHandler handler) {
    this.handler = handler;
  }

  /** One try of one record, which its backlog has handed out. */
  record Attempt(
      TopicPartition partition, Backlog backlog, ConsumerRecord<byte[], byte[]> record) {}

  /** How a try went. */
  record Ended(Attempt attempt, Handled handled) {}

  private record Result(Attempt attempt, Future<Handled> handled) {}

  void begin(Attempt attempt) {
    running.add(attempt);
    FutureTask<Handled> task = new FutureTask<>(() -> handler.handle(attempt.record()));
    threads.execute(
        () -> {
          task.run();
          results.add(new Result(attempt, task));
        });
  }

  boolean isIdle() {
    return running.isEmpty();
  }

  /** Whether a record of the partition is being tried. */
  boolean isBusy(TopicPartition partition) {
    return running.stream().anyMatch(attempt -> attempt.partition().equals(partition));
  }

  /**
   * The next try that ends within the given time; empty if none does.
   *
   * @throws Error if the handler threw it: nothing is known about its record then
   */
  Optional<Ended> next(Duration patience) {
    try {
      Result result = results.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (result == null) {
        return Optional.empty();
      }
      running.remove(result.attempt());
      return Optional.of(new Ended(result.attempt(), how(result.handled())));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static Handled how(Future<Handled> result) {
    if (result.state() == Future.State.SUCCESS) {
      return result.resultNow();
    }
    if (result.exceptionNow() instanceof Error error) {
      throw error;
    }
    log.atError().setCause(result.exceptionNow()).log("Handling failed");
    return new Handled.Later(result.exceptionNow().getClass().getSimpleName());
  }

  /** Waits for what is being tried: the next owner of its subjects must not meet it. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atWarn().log("Records in hand did not finish in time; they will be delivered again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
