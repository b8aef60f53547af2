package dev.holdfast.authserver.user;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.contracts.events.IdentityEvent.LoginFailed;
import dev.holdfast.contracts.events.LoginFailure;
import dev.holdfast.outbox.Outbox;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a compared password is worth, one attempt on a user after the other.
 *
 * <p>Passwords are compared before, at the same time as others if need be; what that brought is
 * worth nothing until it was its turn here, under the lock of the user's row. So a burst of guesses
 * learns no more than the same guesses one by one, and none goes uncounted.
 */
@Singleton
class Settlement {

  private static final int DECOYS = 64;

  private final Users users;
  private final LoginFailures failures;
  private final BackOff backOff;
  private final UserEvents events;
  private final Outbox outbox;
  private final Clock clock;

  Settlement(
      Users users,
      LoginFailures failures,
      BackOff backOff,
      UserEvents events,
      Outbox outbox,
      Clock clock) {
    this.users = users;
    this.failures = failures;
    this.backOff = backOff;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Settles an attempt on a user.
   *
   * @param checked the user as the password was compared
   * @param count under what failures are counted
   * @param clientId what the person wants to sign in for; null if it is no login
   * @return why it is refused; empty if it is not
   */
  @Transactional
  Optional<LoginFailure> ofUser(
      User checked, boolean right, String count, @Nullable String clientId) {
    Optional<User> user = users.lockRow(checked.id());
    Optional<Failures> before = failures.byId(count);
    Instant now = clock.instant();
    boolean stillRight =
        right && user.map(User::passwordHash).equals(Optional.ofNullable(checked.passwordHash()));
    Optional<LoginFailure> failure =
        backOff.tooSoon(before, now)
            ? Optional.of(LoginFailure.BACKING_OFF)
            : user.flatMap(found -> failure(found, stillRight));
    if (failure.isEmpty()) {
      before.ifPresent(_ -> failures.forget(count));
      return failure;
    }
    note(backOff.oneMore(count, before, now));
    if (clientId != null) {
      outbox.append(new LoginFailed(events.header(checked.id(), now), clientId, failure.get()));
    }
    return failure;
  }

  /** Spends what {@link #ofUser} spends on a refusal, so that the time does not tell who exists. */
  @Transactional
  void ofNobody(String username) {
    String decoy = "nobody-" + Math.floorMod(OpaqueValue.hash(username).hashCode(), DECOYS);
    users.byId(decoy);
    Optional<Failures> before = failures.byId(decoy);
    Failures after = backOff.oneMore(decoy, before, clock.instant());
    note(after);
    // In the place of the event.
    note(after);
  }

  private void note(Failures after) {
    failures.note(after.id(), after.failures(), after.lastAt(), after.retryAt());
  }

  private static Optional<LoginFailure> failure(User user, boolean right) {
    if (!right) {
      return Optional.of(LoginFailure.WRONG_PASSWORD);
    }
    return switch (user.state()) {
      case ACTIVE -> Optional.empty();
      case LOCKED -> Optional.of(LoginFailure.LOCKED);
      case DISABLED -> Optional.of(LoginFailure.DISABLED);
    };
  }
}
