package dev.holdfast.gateway.audit;

import dev.holdfast.contracts.events.AuditEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events that wait to be sent. It is bounded, and putting one in never waits. */
@Singleton
public final class Backlog {

  private static final Logger log = LoggerFactory.getLogger(Backlog.class);
  private static final int MOST_AT_ONCE = 500;
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final BlockingQueue<AuditEvent> events;
  private final Counter lost;
  private final AtomicLong untold = new AtomicLong();
  private final AtomicLong lastTold = new AtomicLong(System.nanoTime() - QUIET_NANOS);

  Backlog(AuditSettings settings, MeterRegistry metrics) {
    this.events = new ArrayBlockingQueue<>(settings.backlog());
    this.lost =
        Counter.builder("holdfast.gateway.audit.lost")
            .description("Audit events that nobody will ever read")
            .register(metrics);
    metrics.gauge("holdfast.gateway.audit.waiting", events, BlockingQueue::size);
  }

  void add(AuditEvent event) {
    if (!events.offer(event)) {
      lose(1);
    }
  }

  /**
   * Waits for an event, then a little more for others: a thread that is woken for each of them
   * costs their callers more than the events themselves.
   *
   * @return what waits then, the oldest first; empty if nothing comes in time
   */
  public List<AuditEvent> next(Duration patience, Duration gathering) throws InterruptedException {
    AuditEvent first = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (first == null) {
      return List.of();
    }
    List<AuditEvent> gathered = new ArrayList<>();
    gathered.add(first);
    Thread.sleep(gathering);
    events.drainTo(gathered, MOST_AT_ONCE - 1);
    return gathered;
  }

  /** How many wait. */
  public int size() {
    return events.size();
  }

  /** Counts events that nobody will ever read, and says so, but not for each of them. */
  public void lose(int number) {
    lost.increment(number);
    untold.addAndGet(number);
    long told = lastTold.get();
    long now = System.nanoTime();
    if (now - told >= QUIET_NANOS && lastTold.compareAndSet(told, now)) {
      log.atWarn().addKeyValue("number", untold.getAndSet(0)).log("Audit events lost");
    }
  }
}
