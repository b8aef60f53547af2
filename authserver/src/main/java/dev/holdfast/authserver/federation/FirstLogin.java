package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.user.NewUser;
import dev.holdfast.authserver.user.NewUsers;
import dev.holdfast.authserver.user.User;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collections;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a user and the identity in one transaction: of several at once one stays. */
@Singleton
class FirstLogin {

  private static final Logger log = LoggerFactory.getLogger(FirstLogin.class);
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_EMAIL = 254;

  private final FederatedIdentities identities;
  private final NewUsers newUsers;
  private final UserNames names;
  private final Clock clock;

  FirstLogin(FederatedIdentities identities, NewUsers newUsers, UserNames names, Clock clock) {
    this.identities = identities;
    this.newUsers = newUsers;
    this.names = names;
    this.clock = clock;
  }

  @Transactional
  FederatedIdentity admit(ExternalPerson person) {
    User user = newUsers.create(wanted(person), "login-provider/" + person.provider());
    FederatedIdentity identity =
        identities.save(FederatedIdentity.of(person, user.id(), clock.instant()));
    log.atInfo()
        .addKeyValue("provider", person.provider())
        .addKeyValue("user", user.id())
        .log("User made for a provider's person");
    return identity;
  }

  private NewUser wanted(ExternalPerson person) {
    String username = names.free(person);
    return new NewUser(
        username,
        person.name().filter(FirstLogin::fits).orElse(username),
        person.email().filter(email -> email.length() <= LONGEST_EMAIL).orElse(null),
        null,
        Collections.unmodifiableSortedSet(new TreeSet<>()));
  }

  private static boolean fits(String name) {
    return name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl);
  }
}
