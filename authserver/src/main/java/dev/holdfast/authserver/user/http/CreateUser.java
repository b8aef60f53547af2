package dev.holdfast.authserver.user.http;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user to create.
 *
 * @param username what the person types
 * @param password the first password
 * @param name what the person is called; the user name if absent
 */
@Serdeable
record CreateUser(
    @NotBlank @Size(max = 100) String username,
    @NotNull Secret password,
    @Nullable @Size(max = 200) String name) {

  String displayName() {
    return Objects.requireNonNullElse(name, username);
  }
}
