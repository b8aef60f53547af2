package dev.holdfast.authserver.logout;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Hands duties out, each to one replica at a time. */
@Singleton
class DutyRoster {

  /** Longer than one takes; if its replica dies, another one takes over after that. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final int BATCH = 20;

  private final Duties duties;
  private final Clock clock;

  DutyRoster(Duties duties, Clock clock) {
    this.duties = duties;
    this.clock = clock;
  }

  /** Some whose time has come; they are not handed out again before the lease ends. */
  @Transactional
  List<Duty> take() {
    Instant now = clock.instant();
    List<Duty> due = duties.due(now, BATCH);
    due.forEach(duty -> duties.take(duty.id(), now.plus(LEASE)));
    return due;
  }

  /** Forgets one. */
  void done(Duty duty) {
    duties.remove(duty.id());
  }

  /** Puts one off after an attempt that failed. */
  void putOff(Duty duty, Duration pause) {
    duties.putOff(duty.id(), clock.instant().plus(pause));
  }
}
