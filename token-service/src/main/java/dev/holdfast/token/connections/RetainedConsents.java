package dev.holdfast.token.connections;

import dev.holdfast.runtime.retention.Retained;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Consents that nobody gave in time: useless at once, and forgotten when there is leisure. */
@Singleton
final class RetainedConsents implements Retained {

  private final AttemptStore attempts;
  private final PendingDeviceStore devices;
  private final LinkStore links;

  RetainedConsents(AttemptStore attempts, PendingDeviceStore devices, LinkStore links) {
    this.attempts = attempts;
    this.devices = devices;
    this.links = links;
  }

  @Override
  public String name() {
    return "consents";
  }

  @Override
  public int forget(Instant now, int limit) {
    int expired = attempts.forgetExpired(now, limit);
    expired += links.forgetExpired(now, limit - expired);
    return expired + devices.forgetExpired(now.minus(Devices.REMEMBERED), limit - expired);
  }
}
