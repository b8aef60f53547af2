package dev.holdfast.authserver.federation;

import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the user of a provider's person, and makes one at the first time. */
@Singleton
class Newcomers {

  private static final int TRIES = 4;

  private final FederatedIdentities identities;
  private final FirstLogin firstLogin;

  Newcomers(FederatedIdentities identities, FirstLogin firstLogin) {
    this.identities = identities;
    this.firstLogin = firstLogin;
  }

  /** Who it is here; empty if nobody, and nobody is made. */
  Optional<FederatedIdentity> identify(LoginProvider provider, ExternalPerson person) {
    for (int attempt = 1; ; attempt++) {
      Optional<FederatedIdentity> known = identities.byId(person.id());
      if (known.isPresent() || !provider.createUsers()) {
        return known;
      }
      try {
        return Optional.of(firstLogin.admit(person));
      } catch (DataAccessException e) {
        // Another login of the person, or somebody with the same name, was faster.
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }
}
