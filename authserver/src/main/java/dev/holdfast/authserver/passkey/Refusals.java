package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.events.IdentityEvent.LoginFailed;
import dev.holdfast.contracts.events.LoginFailure;
import dev.holdfast.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells of logins with a passkey: {@code holdfast.passkey.logins} by {@code outcome}. */
@Context
class Refusals {

  private static final String SUCCESS = "success";
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private final UserEvents events;
  private final Outbox outbox;
  private final MeterRegistry meters;
  private final Clock clock;

  Refusals(UserEvents events, Outbox outbox, MeterRegistry meters, Clock clock) {
    this.events = events;
    this.outbox = outbox;
    this.meters = meters;
    this.clock = clock;
    logins(SUCCESS);
    for (Refusal refusal : Refusal.values()) {
      logins(refusal.tag());
    }
  }

  /** Nobody knows who it was. */
  void ofSomebody(Refusal refusal) {
    logins(refusal.tag()).increment();
    log.atInfo().addKeyValue("why", refusal.tag()).log("Passkey refused");
  }

  /**
   * It was a known person's passkey.
   *
   * @param detail for the log
   */
  @Transactional
  void of(User user, String clientId, Refusal refusal, String detail) {
    logins(refusal.tag()).increment();
    log.atLevel(refusal == Refusal.CLONED ? Level.WARN : Level.INFO)
        .addKeyValue("user", user.id())
        .addKeyValue("why", refusal.tag())
        .addKeyValue("detail", detail)
        .log("Passkey refused");
    var header = events.header(user.id(), clock.instant());
    outbox.append(new LoginFailed(header, clientId, reason(user)));
  }

  void success() {
    logins(SUCCESS).increment();
  }

  private static LoginFailure reason(User user) {
    return switch (user.state()) {
      case ACTIVE -> LoginFailure.WRONG_PASSKEY;
      case LOCKED -> LoginFailure.LOCKED;
      case DISABLED -> LoginFailure.DISABLED;
    };
  }

  private Counter logins(String outcome) {
    return Counter.builder("holdfast.passkey.logins")
        .description("Logins with a passkey")
        .tag("outcome", outcome)
        .register(meters);
  }
}
