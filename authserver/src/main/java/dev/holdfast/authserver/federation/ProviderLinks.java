package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.WayIn;
import dev.holdfast.authserver.login.WaysIn;
import dev.holdfast.authserver.user.LostCredentials;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.outbox.Outbox;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties users to providers and unties them. Each change is one transaction that takes the user's row
 * first. Linking ends nothing, unlinking ends everything of the user.
 */
@Singleton
public class ProviderLinks {

  private static final Logger log = LoggerFactory.getLogger(ProviderLinks.class);

  private final Users users;
  private final FederatedIdentities identities;
  private final WaysIn waysIn;
  private final LostCredentials lost;
  private final UserEvents events;
  private final Outbox outbox;
  private final Clock clock;

  ProviderLinks(
      Users users,
      FederatedIdentities identities,
      WaysIn waysIn,
      LostCredentials lost,
      UserEvents events,
      Outbox outbox,
      Clock clock) {
    this.users = users;
    this.identities = identities;
    this.waysIn = waysIn;
    this.lost = lost;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Lets a signed-in person sign in as a provider's person too.
   *
   * @throws io.micronaut.data.exceptions.DataAccessException if somebody is faster
   */
  @Transactional
  public Linking link(LoginSession login, ExternalPerson person) {
    String userId = login.userId();
    if (users.lockRow(userId).filter(user -> user.trusts(login.authTime())).isEmpty()) {
      return Linking.NOT_ALLOWED;
    }
    Optional<FederatedIdentity> known = identities.byId(person.id());
    if (known.isPresent()) {
      return known.get().userId().equals(userId) ? Linking.LINKED : Linking.TAKEN;
    }
    if (linked(userId, person.provider()).isPresent()) {
      return Linking.ALREADY;
    }
    identities.save(FederatedIdentity.of(person, userId, clock.instant()));
    tell(userId, person.provider(), "Provider linked", "person");
    return Linking.LINKED;
  }

  /** A person unlinks a provider; every login ends, this one too. */
  @Transactional
  public Unlinking unlinkOwn(LoginSession login, String provider) {
    Optional<User> user =
        users.lockRow(login.userId()).filter(found -> found.trusts(login.authTime()));
    Optional<FederatedIdentity> identity = linked(login.userId(), provider);
    if (user.isEmpty() || identity.isEmpty()) {
      return Unlinking.UNKNOWN;
    }
    if (!waysIn.remainWithout(user.get(), new WayIn.Provider(provider))) {
      return Unlinking.ONLY_WAY;
    }
    unlink(user.get(), identity.get(), "person");
    return Unlinking.UNLINKED;
  }

  /**
   * An operator unlinks a provider, the last way to sign in too: it may be in the wrong hands.
   *
   * @return false if the user is not linked there
   */
  @Transactional
  public boolean unlinkFor(String userId, String provider, String actor) {
    Optional<User> user = users.lockRow(userId);
    Optional<FederatedIdentity> identity = linked(userId, provider);
    if (user.isEmpty() || identity.isEmpty()) {
      return false;
    }
    Instant at = unlink(user.get(), identity.get(), "operator");
    outbox.append(
        new AdministratorActed(events.header(userId, at), actor, "user-provider-unlink", provider));
    return true;
  }

  /** The provider is not configured any more; false if another replica was faster. */
  @Transactional
  boolean drop(FederatedIdentity identity) {
    Optional<User> user = users.lockRow(identity.userId());
    // Nobody's any more; the row has nobody to tell about.
    if (user.isEmpty()) {
      return identities.remove(identity.id(), identity.userId()) == 1;
    }
    if (linked(identity.userId(), identity.provider()).filter(identity::isSame).isEmpty()) {
      return false;
    }
    unlink(user.get(), identity, "configuration");
    return true;
  }

  private Instant unlink(User user, FederatedIdentity identity, String by) {
    identities.remove(identity.id(), user.id());
    Instant at = lost.unlinked(user, identity.provider());
    tell(user.id(), identity.provider(), "Provider unlinked", by);
    return at;
  }

  private Optional<FederatedIdentity> linked(String userId, String provider) {
    return identities.of(userId).stream()
        .filter(identity -> identity.provider().equals(provider))
        .findFirst();
  }

  private static void tell(String userId, String provider, String what, String by) {
    log.atInfo()
        .addKeyValue("user", userId)
        .addKeyValue("provider", provider)
        .addKeyValue("by", by)
        .log(what);
  }
}
