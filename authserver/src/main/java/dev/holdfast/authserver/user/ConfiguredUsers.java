package dev.holdfast.authserver.user;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Creates the configured users that do not exist; those that do keep what they have. */
@Singleton
final class ConfiguredUsers implements ApplicationEventListener<StartupEvent> {

  private final List<ConfiguredUser> configured;
  private final Users users;
  private final NewUsers newUsers;

  ConfiguredUsers(List<ConfiguredUser> configured, Users users, NewUsers newUsers) {
    this.configured = configured;
    this.users = users;
    this.newUsers = newUsers;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    for (ConfiguredUser user : configured) {
      Optional.ofNullable(user.password()).ifPresent(password -> create(user, password));
    }
  }

  private void create(ConfiguredUser user, Secret password) {
    if (users.byUsername(user.username()).isPresent()) {
      return;
    }
    String name = Optional.ofNullable(user.name()).orElse(user.username());
    try {
      newUsers.create(user.username(), name, password);
    } catch (DataAccessException e) {
      // Another replica was faster.
      if (users.byUsername(user.username()).isEmpty()) {
        throw e;
      }
    }
  }
}
