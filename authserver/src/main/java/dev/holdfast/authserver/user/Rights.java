package dev.holdfast.authserver.user;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What people may let clients do: everything, but for the scopes that are kept for some roles. */
@Singleton
public final class Rights {

  private final List<ConfiguredRole> roles;

  Rights(List<ConfiguredRole> roles) {
    this.roles = roles;
  }

  /** Those of the scopes that the user may grant now, in the same order. */
  public List<String> within(Collection<String> scopes, User user) {
    return scopes.stream().filter(scope -> allows(user, scope)).toList();
  }

  private boolean allows(User user, String scope) {
    Set<String> own = user.roles();
    List<ConfiguredRole> holders =
        roles.stream().filter(role -> role.scopes().contains(scope)).toList();
    return holders.isEmpty() || holders.stream().anyMatch(role -> own.contains(role.name()));
  }
}
