package dev.holdfast.authserver.client;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds registrations. Replicas count one after the other, so a burst does not exceed it. */
@Singleton
final class RegistrationQuota {

  private static final Logger log = LoggerFactory.getLogger(RegistrationQuota.class);
  private static final Duration WINDOW = Duration.ofDays(1);

  private final ClientRegistry registry;
  private final RegistrationSettings settings;
  private final Clock clock;

  RegistrationQuota(ClientRegistry registry, RegistrationSettings settings, Clock clock) {
    this.registry = registry;
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes a turn, which lasts until the caller's transaction ends, and counts. */
  void check(String source) {
    registry.awaitTurn();
    if (registry.countRegisteredFrom(source, clock.instant().minus(WINDOW))
        >= settings.maxPerSource()) {
      throw exceeded("registrations from one network");
    }
    if (registry.countRegistered() >= settings.maxClients()) {
      throw exceeded("registrations");
    }
  }

  private static QuotaExceeded exceeded(String which) {
    log.atWarn().addKeyValue("quota", which).log("Registration refused");
    return new QuotaExceeded(which);
  }
}
