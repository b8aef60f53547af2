package dev.holdfast.authserver.user;

import dev.holdfast.contracts.events.CredentialChange;
import dev.holdfast.contracts.events.CredentialType;
import dev.holdfast.contracts.events.IdentityEvent.CredentialsChanged;
import dev.holdfast.contracts.events.IdentityEvent.ProviderUnlinked;
import dev.holdfast.outbox.Outbox;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * What follows when a person loses a credential that is kept elsewhere: the same as with a new
 * password.
 */
@Singleton
public class LostCredentials {

  private final Users users;
  private final UserEvents events;
  private final Outbox outbox;
  private final ApplicationEventPublisher<LoginsEnded> within;
  private final Clock clock;

  LostCredentials(
      Users users,
      UserEvents events,
      Outbox outbox,
      ApplicationEventPublisher<LoginsEnded> within,
      Clock clock) {
    this.users = users;
    this.events = events;
    this.outbox = outbox;
    this.within = within;
    this.clock = clock;
  }

  /**
   * Ends every login of the user without exception and tells the world; in the caller's
   * transaction, which holds the user's row.
   *
   * @return the instant of the change
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Instant revoked(User user, CredentialType type) {
    Instant at = endLogins(user);
    outbox.append(
        new CredentialsChanged(events.header(user.id(), at), type, CredentialChange.REVOKE));
    return at;
  }

  /**
   * The same, where the credential was another provider's word.
   *
   * @param provider its name
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Instant unlinked(User user, String provider) {
    Instant at = endLogins(user);
    outbox.append(new ProviderUnlinked(events.header(user.id(), at), provider));
    return at;
  }

  private Instant endLogins(User user) {
    Instant at = user.after(clock.instant());
    users.signOut(user.id(), at);
    within.publishEvent(new LoginsEnded(user.id(), at));
    return at;
  }
}
