package dev.holdfast.authserver.logout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does duties until none is due. {@code holdfast.logout.duties} counts attempts by kind and
 * outcome: {@code done}, {@code failed} or {@code given_up}.
 */
@Singleton
class DutyWorker {

  private static final String DONE = "done";
  private static final String FAILED = "failed";
  private static final String GIVEN_UP = "given_up";
  private static final Logger log = LoggerFactory.getLogger(DutyWorker.class);

  private final DutyRoster roster;
  private final SessionGrants grants;
  private final Notices notices;
  private final LogoutSettings settings;
  private final MeterRegistry meters;

  DutyWorker(
      DutyRoster roster,
      SessionGrants grants,
      Notices notices,
      LogoutSettings settings,
      MeterRegistry meters) {
    this.roster = roster;
    this.grants = grants;
    this.notices = notices;
    this.settings = settings;
    this.meters = meters;
    for (Duty.Kind kind : Duty.Kind.values()) {
      List.of(DONE, FAILED, GIVEN_UP).forEach(outcome -> duties(kind, outcome));
    }
  }

  /** Also looks by itself, for what was put off and for what a dead replica left. */
  @Scheduled(fixedDelay = "1s", initialDelay = "1s")
  void work() {
    try {
      List<Duty> taken = roster.take();
      while (!taken.isEmpty()) {
        doAll(taken);
        taken = roster.take();
      }
    } catch (DataAccessException e) {
      log.atWarn().setCause(e).log("Duties after logout wait: the database does not answer");
    }
  }

  /** Side by side: a client that does not answer holds nobody up. */
  private void doAll(List<Duty> taken) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      taken.forEach(duty -> threads.execute(() -> attempt(duty)));
    }
  }

  private void attempt(Duty duty) {
    try {
      switch (duty.kind()) {
        case END_GRANTS -> grants.end(duty);
        case TELL_CLIENT -> notices.tell(duty);
      }
      roster.done(duty);
      duties(duty.kind(), DONE).increment();
    } catch (DataAccessException e) {
      // Its lease ends by itself.
      log.atWarn().setCause(e).log("A duty after logout is left to the next one who looks");
    } catch (RuntimeException e) {
      failed(duty, e);
    }
  }

  private void failed(Duty duty, RuntimeException why) {
    // Grants are our own to end, however long it takes.
    boolean last = duty.kind() == Duty.Kind.TELL_CLIENT && duty.attempt() >= settings.attempts();
    if (last) {
      roster.done(duty);
    } else {
      roster.putOff(duty, Duty.pause(duty.attempt(), settings.longestPause()));
    }
    duties(duty.kind(), last ? GIVEN_UP : FAILED).increment();
    log.atWarn()
        .addKeyValue("duty", duty.kind())
        .addKeyValue("sid", duty.sid())
        .addKeyValue("clientId", duty.clientId())
        .addKeyValue("attempt", duty.attempt())
        .addKeyValue("why", why.getMessage())
        .log(last ? "Client not told of a logout: given up" : "Duty after logout failed");
  }

  private Counter duties(Duty.Kind kind, String outcome) {
    return Counter.builder("holdfast.logout.duties")
        .description("Attempts at what is left to do after a logout")
        .tag("kind", kind.name())
        .tag("outcome", outcome)
        .register(meters);
  }
}
