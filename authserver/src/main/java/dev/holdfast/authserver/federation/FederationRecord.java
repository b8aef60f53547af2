package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.events.IdentityEvent.LoginFailed;
import dev.holdfast.contracts.events.LoginFailure;
import dev.holdfast.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of logins through providers: {@code holdfast.federated.logins} by {@code provider} and
 * {@code outcome}.
 */
@Singleton
class FederationRecord {

  private static final Logger log = LoggerFactory.getLogger(FederationRecord.class);

  private final UserEvents events;
  private final Outbox outbox;
  private final MeterRegistry meters;
  private final Clock clock;

  FederationRecord(UserEvents events, Outbox outbox, MeterRegistry meters, Clock clock) {
    this.events = events;
    this.outbox = outbox;
    this.meters = meters;
    this.clock = clock;
  }

  void success(LoginProvider provider) {
    count(provider, "success");
  }

  /**
   * Nobody got in.
   *
   * @param detail for the log
   */
  void failure(LoginProvider provider, Failure failure, String detail) {
    count(provider, failure.tag());
    log.atInfo()
        .addKeyValue("provider", provider.name())
        .addKeyValue("why", failure.tag())
        .addKeyValue("detail", detail)
        .log("Login through a provider refused");
  }

  /** A user of ours may not sign in. */
  @Transactional
  void notAllowed(LoginProvider provider, User user, String clientId) {
    failure(provider, Failure.NOT_ALLOWED, user.id());
    LoginFailure reason =
        switch (user.state()) {
          case LOCKED -> LoginFailure.LOCKED;
          // An active user is never refused.
          case ACTIVE, DISABLED -> LoginFailure.DISABLED;
        };
    outbox.append(new LoginFailed(events.header(user.id(), clock.instant()), clientId, reason));
  }

  private void count(LoginProvider provider, String outcome) {
    meters
        .counter("holdfast.federated.logins", "provider", provider.name(), "outcome", outcome)
        .increment();
  }
}
