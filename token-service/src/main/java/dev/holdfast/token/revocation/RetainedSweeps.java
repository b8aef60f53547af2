package dev.holdfast.token.revocation;

import dev.holdfast.runtime.retention.Retained;
import dev.holdfast.token.grants.GrantSettings;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * A sweep's answer is kept until no grant from before it can be alive: an event that comes again
 * after that has nothing left to end, whatever the policy is by then.
 */
@Singleton
final class RetainedSweeps implements Retained {

  private final SweepLog sweeps;
  private final GrantSettings settings;

  RetainedSweeps(SweepLog sweeps, GrantSettings settings) {
    this.sweeps = sweeps;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "sweeps";
  }

  @Override
  public int forget(Instant now, int limit) {
    return sweeps.forget(now.minus(settings.absoluteLifetime()).minus(settings.retention()), limit);
  }
}
