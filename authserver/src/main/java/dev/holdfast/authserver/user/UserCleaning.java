package dev.holdfast.authserver.user;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Keeps the tables about people small. Every replica may do it; nothing depends on when. */
@Singleton
class UserCleaning {

  private final Resets resets;
  private final KnownBrowsers browsers;
  private final LoginFailures failures;
  private final BackOff backOff;
  private final Clock clock;

  UserCleaning(
      Resets resets, KnownBrowsers browsers, LoginFailures failures, BackOff backOff, Clock clock) {
    this.resets = resets;
    this.browsers = browsers;
    this.failures = failures;
    this.backOff = backOff;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "10m", initialDelay = "1m")
  void clean() {
    Instant now = clock.instant();
    resets.removeExpired(now);
    browsers.removeExpired(now);
    failures.removeOlderThan(now.minus(backOff.memory().plus(backOff.longestDelay())));
  }
}
