package dev.holdfast.authserver.login;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.runtime.retention.Retained;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Whoever got a code in a login session is known for longer than any session lasts. By age, because
 * looking for those whose session is gone would go through all of them.
 */
@Singleton
final class RetainedSessionClients implements Retained {

  /** For sessions from before the lifetime was made shorter. */
  private static final Duration SLACK = Duration.ofDays(1);

  private final SessionClients clients;
  private final Issuer issuer;

  RetainedSessionClients(SessionClients clients, Issuer issuer) {
    this.clients = clients;
    this.issuer = issuer;
  }

  @Override
  public String name() {
    return "session-clients";
  }

  @Override
  public int forget(Instant now, int limit) {
    return clients.removeOlderThan(now.minus(issuer.loginLifetime()).minus(SLACK), limit);
  }
}
