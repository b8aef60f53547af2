package dev.holdfast.authserver.client;

import dev.holdfast.runtime.retention.Retained;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Removes clients that described themselves and that nobody uses. One with a live grant is never
 * among them: it refreshed within the lifetime of its refresh token, and that was noted.
 */
@Singleton
final class ClientExpiry implements Retained {

  private final ClientRegistry registry;
  private final ClientChanges changes;
  private final RegistrationSettings settings;

  ClientExpiry(ClientRegistry registry, ClientChanges changes, RegistrationSettings settings) {
    this.registry = registry;
    this.changes = changes;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "clients";
  }

  @Override
  public int forget(Instant now, int limit) {
    Instant createdBefore = now.minus(settings.neverUsedFor());
    // A use is noted up to an hour late.
    Instant usedBefore = now.minus(settings.unusedFor()).minus(ClientUse.GRAIN);
    return (int)
        registry.unused(createdBefore, usedBefore, limit).stream()
            .filter(clientId -> changes.removeUnused(clientId, createdBefore, usedBefore))
            .count();
  }
}
