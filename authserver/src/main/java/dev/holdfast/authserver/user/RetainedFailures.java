package dev.holdfast.authserver.user;

import dev.holdfast.runtime.retention.Retained;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Failures are kept as long as they make anybody wait. */
@Singleton
final class RetainedFailures implements Retained {

  private final LoginFailures failures;
  private final BackOff backOff;

  RetainedFailures(LoginFailures failures, BackOff backOff) {
    this.failures = failures;
    this.backOff = backOff;
  }

  @Override
  public String name() {
    return "login-failures";
  }

  @Override
  public int forget(Instant now, int limit) {
    return failures.removeOlderThan(
        now.minus(backOff.memory().plus(backOff.longestDelay())), limit);
  }
}
