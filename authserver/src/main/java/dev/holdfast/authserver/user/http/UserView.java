package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.User;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A user as operators see one.
 *
 * @param id the subject
 * @param username what the person types
 * @param name what the person is called
 * @param email where to reach the person, if known
 * @param state {@code active}, {@code locked} or {@code disabled}
 * @param roles what the person may do
 * @param hasPassword whether there is a password to sign in with
 * @param createdAt when
 */
@Serdeable
record UserView(
    String id,
    String username,
    String name,
    @Nullable String email,
    String state,
    List<String> roles,
    boolean hasPassword,
    Instant createdAt) {

  static UserView of(User user) {
    return new UserView(
        user.id(),
        user.username(),
        user.name(),
        user.email(),
        user.state().name().toLowerCase(Locale.ROOT),
        List.copyOf(user.roles()),
        user.passwordHash() != null,
        user.createdAt());
  }
}
