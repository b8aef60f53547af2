package dev.holdfast.bench.denial;

import java.time.Duration;
import java.time.Instant;

/**
 * One login elsewhere, by the clock that all processes here share.
 *
 * @param login the login's own instant
 * @param told when its event could be read from the topic
 * @param swept when the sweep was done
 * @param sweep how long the token-service took for it
 * @param revoked when the end of the older grant could be read from the topic
 * @param denied when the gateway refused its access token
 */
record Story(
    Instant login, Instant told, Instant swept, Duration sweep, Instant revoked, Instant denied) {

  /** From the login's own instant to the refusal. */
  Duration whole() {
    return Duration.between(login, denied);
  }

  /** Until the login's event is on the topic: outbox and broker. */
  Duration tellingOfLogin() {
    return Duration.between(login, told);
  }

  /** Until the listener asks for the sweep. */
  Duration deciding() {
    return Duration.between(told, swept.minus(sweep));
  }

  /** From the sweep until the end of the grant is on the topic: outbox and broker. */
  Duration tellingOfEnd() {
    return Duration.between(swept, revoked);
  }

  /** Until the gateway has heard of it and a call, of which there is always one, is refused. */
  Duration hearing() {
    return Duration.between(revoked, denied);
  }
}
