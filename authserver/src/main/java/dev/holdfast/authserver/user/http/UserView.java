package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.User;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A user as operators see one.
 *
 * @param id the subject
 * @param username what the person types
 * @param name what the person is called
 * @param locked whether signing in is refused
 */
@Serdeable
record UserView(String id, String username, String name, boolean locked) {

  static UserView of(User user) {
    return new UserView(user.id(), user.username(), user.name(), user.locked());
  }
}
