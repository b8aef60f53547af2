package dev.holdfast.authserver.user;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the configured users that do not exist; those that do keep what they have. */
@Singleton
final class ConfiguredUsers implements ApplicationEventListener<StartupEvent> {

  private static final Logger log = LoggerFactory.getLogger(ConfiguredUsers.class);

  /** What the audit trail calls the operator who wrote the configuration. */
  private static final String ACTOR = "configuration";

  private final List<ConfiguredUser> configured;
  private final Users users;
  private final NewUsers newUsers;
  private final PasswordRules rules;

  ConfiguredUsers(
      List<ConfiguredUser> configured, Users users, NewUsers newUsers, PasswordRules rules) {
    this.configured = configured;
    this.users = users;
    this.newUsers = newUsers;
    this.rules = rules;
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
    // Not refused: the operator may mean it, as in a demonstration.
    rules
        .objection(password, user.username())
        .ifPresent(
            reason ->
                log.atWarn()
                    .addKeyValue("username", user.username())
                    .addKeyValue("reason", reason)
                    .log("Configured password breaks the rules"));
    String name = Optional.ofNullable(user.name()).orElse(user.username());
    var roles = new TreeSet<>(Optional.ofNullable(user.roles()).orElse(List.of()));
    try {
      newUsers.create(new NewUser(user.username(), name, user.email(), password, roles), ACTOR);
    } catch (DataAccessException e) {
      // Another replica was faster.
      if (users.byUsername(user.username()).isEmpty()) {
        throw e;
      }
    }
  }
}
