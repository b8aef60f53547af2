package dev.holdfast.outbox;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the backlog, for ever, on a virtual thread of its own. Each replica runs one; the lease
 * lets one work at a time. A failure of database or broker is a longer pause, never a lost event. A
 * command that shares a service's database switches its own off.
 */
@Context
@Requires(property = "holdfast.outbox.relay", notEquals = "false")
final class OutboxRelay implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

  private final Backlog backlog;
  private final Publisher publisher;
  private final WakeUp wakeUp;
  private final OutboxSettings settings;
  private final OutboxMetrics metrics;
  private final Thread thread = Thread.ofVirtual().name("outbox-relay").unstarted(this);
  private volatile boolean stopping;

  OutboxRelay(
      Backlog backlog,
      Publisher publisher,
      WakeUp wakeUp,
      OutboxSettings settings,
      OutboxMetrics metrics) {
    this.backlog = backlog;
    this.publisher = publisher;
    this.wakeUp = wakeUp;
    this.settings = settings;
    this.metrics = metrics;
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  /** Lets a running batch end, because an interrupt would tear its database connection. */
  @PreDestroy
  void stop() throws InterruptedException {
    stopping = true;
    wakeUp.now();
    thread.join(PATIENCE_AT_STOP);
    thread.interrupt();
  }

  @Override
  public void run() {
    Duration pause = settings.pollInterval();
    while (!stopping) {
      try {
        pause = passSucceeds() ? settings.pollInterval() : longer(pause);
        wakeUp.await(pause);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private boolean passSucceeds() {
    try {
      metrics.seen(backlog.size());
      int published;
      do {
        published = backlog.drain(settings.batchSize(), publisher);
        metrics.published(published);
      } while (published == settings.batchSize() && !stopping);
      if (published > 0) {
        metrics.seen(backlog.size());
      }
      return true;
    } catch (RuntimeException e) {
      if (!stopping) {
        log.atWarn().setCause(e).log("Events wait in the outbox: publishing failed");
      }
      return false;
    }
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(settings.longestPause()) < 0 ? doubled : settings.longestPause();
  }
}
