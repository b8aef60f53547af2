package dev.holdfast.authserver.user;

import dev.holdfast.contracts.events.LoginFailure;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts password checks at logins: {@code holdfast.logins} by {@code outcome}. */
@Singleton
final class LoginMetrics {

  private final MeterRegistry meters;

  LoginMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void succeeded() {
    count("success");
  }

  void unknownUser() {
    count("unknown-user");
  }

  void failed(LoginFailure failure) {
    count(failure.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private void count(String outcome) {
    meters.counter("holdfast.logins", "outcome", outcome).increment();
  }
}
