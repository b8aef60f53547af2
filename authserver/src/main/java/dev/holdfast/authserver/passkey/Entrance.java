package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.login.LoginCompletion;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns a proof into a login session. One transaction that takes the user's row first: a passkey
 * that is removed meanwhile either signs in before, and its login is ended, or not at all.
 */
@Singleton
class Entrance {

  private final Users users;
  private final Passkeys passkeys;
  private final Confirmations confirmations;
  private final LoginCompletion completion;
  private final Refusals refusals;
  private final Clock clock;

  Entrance(
      Users users,
      Passkeys passkeys,
      Confirmations confirmations,
      LoginCompletion completion,
      Refusals refusals,
      Clock clock) {
    this.users = users;
    this.passkeys = passkeys;
    this.confirmations = confirmations;
    this.completion = completion;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** Signs in with nothing else. */
  @Transactional
  Optional<MutableHttpResponse<?>> enter(HttpRequest<?> http, PendingRequest request, Proof proof) {
    return enter(http, request, proof, User::active);
  }

  /** Signs in after a password; only once, and only if nothing has ended since. */
  @Transactional
  Optional<MutableHttpResponse<?>> enter(
      HttpRequest<?> http, PendingRequest request, Proof proof, Confirmation awaited) {
    return enter(
        http, request, proof, user -> user.trusts(awaited.checkedAt()) && consumed(awaited));
  }

  private Optional<MutableHttpResponse<?>> enter(
      HttpRequest<?> http, PendingRequest request, Proof proof, Predicate<User> allowed) {
    Optional<User> found = users.lockRow(proof.passkey().userId());
    if (found.isEmpty()) {
      refusals.ofSomebody(Refusal.UNKNOWN_PASSKEY);
      return Optional.empty();
    }
    User user = found.get();
    if (!allowed.test(user)) {
      refusals.of(user, request.clientId(), Refusal.NOT_ALLOWED, "person");
      return Optional.empty();
    }
    // The other of two assertions at once may have been first.
    if (!used(proof)) {
      refusals.of(user, request.clientId(), Refusal.CLONED, "counter, or removed");
      return Optional.empty();
    }
    refusals.success();
    return completion.complete(http, request, user, proof.methods());
  }

  private boolean consumed(Confirmation awaited) {
    return confirmations.consume(
            awaited.requestId(), awaited.userId(), awaited.checkedAt(), clock.instant())
        == 1;
  }

  private boolean used(Proof proof) {
    return passkeys.use(proof.passkey().id(), proof.signCount(), proof.backedUp(), clock.instant())
        == 1;
  }
}
