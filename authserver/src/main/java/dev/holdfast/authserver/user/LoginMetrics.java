package dev.holdfast.authserver.user;

import dev.holdfast.contracts.events.LoginFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Counts password checks at logins: {@code holdfast.logins} by {@code outcome}. */
@Context
final class LoginMetrics {

  private static final String SUCCESS = "success";
  private static final String UNKNOWN_USER = "unknown-user";

  private final MeterRegistry meters;

  LoginMetrics(MeterRegistry meters) {
    this.meters = meters;
    Stream.concat(
            Stream.of(SUCCESS, UNKNOWN_USER),
            Arrays.stream(LoginFailure.values())
                // Passkeys are counted elsewhere.
                .filter(failure -> failure != LoginFailure.WRONG_PASSKEY)
                .map(LoginMetrics::name))
        .forEach(this::logins);
  }

  void succeeded() {
    logins(SUCCESS).increment();
  }

  void unknownUser() {
    logins(UNKNOWN_USER).increment();
  }

  void failed(LoginFailure failure) {
    logins(name(failure)).increment();
  }

  private Counter logins(String outcome) {
    return Counter.builder("holdfast.logins")
        .description("Password checks at logins")
        .tag("outcome", outcome)
        .register(meters);
  }

  private static String name(LoginFailure failure) {
    return failure.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
