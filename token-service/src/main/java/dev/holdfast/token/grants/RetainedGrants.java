package dev.holdfast.token.grants;

import dev.holdfast.runtime.retention.Retained;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Grants are kept for a while after they ended or expired, for people who ask what became of them.
 * After that a refresh token of theirs is unknown; it was refused before, too.
 */
@Singleton
final class RetainedGrants implements Retained {

  private final GrantStore grants;
  private final GrantSettings settings;

  RetainedGrants(GrantStore grants, GrantSettings settings) {
    this.grants = grants;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "grants";
  }

  @Override
  public int forget(Instant now, int limit) {
    Instant before = now.minus(settings.retention());
    int ended = grants.forgetEnded(before, limit);
    return ended + grants.forgetExpired(before, limit - ended);
  }
}
