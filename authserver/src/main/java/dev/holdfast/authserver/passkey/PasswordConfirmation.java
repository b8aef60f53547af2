package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.login.SecondFactor;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.user.User;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Asks people for a passkey after the password, if they wanted that. */
@Singleton
final class PasswordConfirmation implements SecondFactor {

  private static final String PAGE = "/login/confirm?request=";

  private final Holders holders;
  private final Confirmations confirmations;
  private final PasskeySettings settings;
  private final Clock clock;

  PasswordConfirmation(
      Holders holders, Confirmations confirmations, PasskeySettings settings, Clock clock) {
    this.holders = holders;
    this.confirmations = confirmations;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Optional<URI> demand(User user, PendingRequest request) {
    if (holders.byUserId(user.id()).filter(Holder::secondFactor).isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    confirmations.await(
        new Confirmation(request.id(), user.id(), now, now.plus(settings.challengeLifetime())));
    return Optional.of(URI.create(PAGE + request.id()));
  }
}
