package dev.holdfast.token.connections;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does every duty, again and again, side by side: what takes long holds up no other duty. {@code
 * holdfast.token.connections.background: false} leaves them to other replicas.
 */
@Singleton
@Requires(property = "holdfast.token.connections.background", notEquals = "false")
class Rounds {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  private final List<Duty> duties;
  private final Set<Duty> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closing;

  Rounds(List<Duty> duties) {
    this.duties = duties;
  }

  @Scheduled(fixedDelay = "1s", initialDelay = "1s")
  void work() {
    duties.stream()
        .filter(_ -> !closing)
        .filter(underWay::add)
        .forEach(duty -> threads.execute(() -> doAll(duty)));
  }

  /** Waits for what is under way: an answer that is on its way may hold the only good token. */
  @PreDestroy
  void close() {
    closing = true;
    threads.close();
  }

  private void doAll(Duty duty) {
    try {
      int done = duty.round();
      while (done > 0 && !closing) {
        done = duty.round();
      }
    } catch (DataAccessException e) {
      log.atWarn()
          .addKeyValue("duty", duty.getClass().getSimpleName())
          .setCause(e)
          .log("Work on connections waits: the database does not answer");
    } finally {
      underWay.remove(duty);
    }
  }
}
