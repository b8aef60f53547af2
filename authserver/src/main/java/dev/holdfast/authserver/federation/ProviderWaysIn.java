package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.login.KnownWaysIn;
import dev.holdfast.authserver.login.WayIn;
import dev.holdfast.authserver.user.User;
import jakarta.inject.Singleton;
import java.util.List;

/** Knows who is linked to which providers, of those that are configured still. */
@Singleton
final class ProviderWaysIn implements KnownWaysIn {

  private final FederatedIdentities identities;
  private final LoginProviders providers;

  ProviderWaysIn(FederatedIdentities identities, LoginProviders providers) {
    this.identities = identities;
    this.providers = providers;
  }

  @Override
  public List<WayIn.Provider> of(User user) {
    return identities.of(user.id()).stream()
        .filter(identity -> providers.know(identity.provider(), identity.issuer()))
        .map(identity -> new WayIn.Provider(identity.provider()))
        .toList();
  }
}
