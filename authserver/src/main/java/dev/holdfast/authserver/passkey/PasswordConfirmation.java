package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.login.SecondFactor;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Asks people for a passkey after the password, if they wanted that. */
@Singleton
class PasswordConfirmation implements SecondFactor {

  private static final String PAGE = "/login/confirm?request=";

  private final Users users;
  private final Holders holders;
  private final Confirmations confirmations;
  private final PasskeySettings settings;
  private final Clock clock;

  PasswordConfirmation(
      Users users,
      Holders holders,
      Confirmations confirmations,
      PasskeySettings settings,
      Clock clock) {
    this.users = users;
    this.holders = holders;
    this.confirmations = confirmations;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Optional<URI> demand(User user, PendingRequest request) {
    if (holders.byUserId(user.id()).filter(Holder::secondFactor).isEmpty()) {
      return Optional.empty();
    }
    // The instant counts only if nothing has ended since the password was compared.
    if (users.lockRow(user.id()).filter(now -> now.stillIs(user)).isPresent()) {
      Instant now = clock.instant();
      confirmations.await(request.id(), user.id(), now, now.plus(settings.challengeLifetime()));
    }
    return Optional.of(URI.create(PAGE + request.id()));
  }
}
