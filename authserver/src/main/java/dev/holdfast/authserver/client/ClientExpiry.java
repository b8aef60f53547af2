package dev.holdfast.authserver.client;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Removes clients that described themselves and that nobody uses. One with a live grant is never
 * among them: it refreshed within the lifetime of its refresh token, and that was noted.
 */
@Singleton
public final class ClientExpiry {

  private static final int AT_ONCE = 500;

  private final ClientRegistry registry;
  private final ClientChanges changes;
  private final RegistrationSettings settings;
  private final Clock clock;

  ClientExpiry(
      ClientRegistry registry, ClientChanges changes, RegistrationSettings settings, Clock clock) {
    this.registry = registry;
    this.changes = changes;
    this.settings = settings;
    this.clock = clock;
  }

  /** Removes some of those that expired; the next run removes the rest. */
  public void run() {
    Instant now = clock.instant();
    Instant createdBefore = now.minus(settings.neverUsedFor());
    // A use is noted up to an hour late.
    Instant usedBefore = now.minus(settings.unusedFor()).minus(ClientUse.GRAIN);
    registry
        .unused(createdBefore, usedBefore, AT_ONCE)
        .forEach(clientId -> changes.removeUnused(clientId, createdBefore, usedBefore));
  }
}
