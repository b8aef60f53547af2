package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.login.LoginChoice;
import dev.holdfast.authserver.login.LoginChoices;
import io.micronaut.context.annotation.Context;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The configured providers. Made while the server starts, so that an unusable one stops it. */
@Context
public final class LoginProviders implements LoginChoices {

  private final List<LoginProvider> providers;

  LoginProviders(Collection<LoginProvider> providers) {
    this.providers = providers.stream().sorted(Comparator.comparing(LoginProvider::title)).toList();
  }

  /** The provider of this name. */
  public Optional<LoginProvider> named(String name) {
    return providers.stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  /** All of them, in the order in which people see them. */
  public List<LoginProvider> all() {
    return providers;
  }

  /** Whether an identity's provider is configured, and still the same. */
  public boolean know(String name, String issuer) {
    return named(name).filter(found -> found.issuer().toString().equals(issuer)).isPresent();
  }

  @Override
  public List<LoginChoice> offered() {
    return providers.stream()
        .map(provider -> new LoginChoice(provider.name(), provider.title()))
        .toList();
  }
}
