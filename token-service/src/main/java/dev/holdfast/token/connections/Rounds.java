package dev.holdfast.token.connections;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does every duty, again and again, side by side: one provider's trouble holds up no other duty.
 * {@code holdfast.token.connections.background: false} leaves them to other replicas.
 */
@Singleton
@Requires(property = "holdfast.token.connections.background", notEquals = "false")
class Rounds {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  private final List<Duty> duties;

  Rounds(List<Duty> duties) {
    this.duties = duties;
  }

  @Scheduled(fixedDelay = "1s", initialDelay = "1s")
  void work() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      duties.forEach(duty -> threads.execute(() -> doAll(duty)));
    }
  }

  private static void doAll(Duty duty) {
    try {
      int done = duty.round();
      while (done > 0) {
        done = duty.round();
      }
    } catch (DataAccessException e) {
      log.atWarn()
          .addKeyValue("duty", duty.getClass().getSimpleName())
          .setCause(e)
          .log("Work on connections waits: the database does not answer");
    }
  }
}
