package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.pending.PendingRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Signs people in with a passkey: with nothing else, or after their password. */
@Singleton
public final class PasskeyLogin {

  private final Assertions assertions;
  private final Confirmations confirmations;
  private final Entrance entrance;
  private final Clock clock;

  PasskeyLogin(Assertions assertions, Confirmations confirmations, Entrance entrance, Clock clock) {
    this.assertions = assertions;
    this.confirmations = confirmations;
    this.entrance = entrance;
    this.clock = clock;
  }

  /** Options for signing in with nothing else, as JSON. */
  public String options(PendingRequest request) {
    return assertions.optionsToSignIn(request);
  }

  /** Signs in with nothing else; empty if refused, whatever the reason. */
  public Optional<MutableHttpResponse<?>> signIn(
      HttpRequest<?> http, PendingRequest request, String json) {
    return assertions
        .checkSignIn(request, json)
        .flatMap(proof -> entrance.enter(http, request, proof));
  }

  /** Who has given the right password at a pending request, and has to confirm it. */
  public Optional<Confirmation> awaited(PendingRequest request) {
    return confirmations
        .byRequestId(request.id())
        .filter(awaited -> clock.instant().isBefore(awaited.expiresAt()));
  }

  /** Options for confirming the password, as JSON. */
  public String options(PendingRequest request, Confirmation awaited) {
    return assertions.optionsToConfirm(request, awaited.userId());
  }

  /** Confirms the password and signs in; empty if refused, whatever the reason. */
  public Optional<MutableHttpResponse<?>> confirm(
      HttpRequest<?> http, PendingRequest request, Confirmation awaited, String json) {
    return assertions
        .checkConfirmation(request, awaited.userId(), json)
        .flatMap(proof -> entrance.enter(http, request, proof, awaited));
  }
}
