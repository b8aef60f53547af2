package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.login.LoginCompletion;
import dev.holdfast.authserver.login.NewLogin;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Turns a provider's person into a login session of our user. One transaction that takes the user's
 * row first: an identity that is unlinked meanwhile either signs in before, and its login is ended,
 * or not at all.
 */
@Singleton
class Entrance {

  private final Users users;
  private final FederatedIdentities identities;
  private final LoginCompletion completion;
  private final FederationRecord record;
  private final Clock clock;

  Entrance(
      Users users,
      FederatedIdentities identities,
      LoginCompletion completion,
      FederationRecord record,
      Clock clock) {
    this.users = users;
    this.identities = identities;
    this.completion = completion;
    this.record = record;
    this.clock = clock;
  }

  @Transactional
  Optional<MutableHttpResponse<?>> enter(
      HttpRequest<?> http,
      PendingRequest request,
      LoginProvider provider,
      FederatedIdentity identity) {
    Optional<User> found = users.lockRow(identity.userId());
    if (found.isEmpty()) {
      record.failure(provider, Failure.NOBODY, "removed");
      return Optional.empty();
    }
    User user = found.get();
    if (!user.active()) {
      record.notAllowed(provider, user, request.clientId());
      return Optional.empty();
    }
    if (identities.used(identity.id(), user.id(), clock.instant()) == 0) {
      record.failure(provider, Failure.NOBODY, "unlinked");
      return Optional.empty();
    }
    record.success(provider);
    return completion.complete(http, request, user, NewLogin.FEDERATED, provider.name());
  }
}
