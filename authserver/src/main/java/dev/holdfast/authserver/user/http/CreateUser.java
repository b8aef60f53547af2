package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.NewUser;
import dev.holdfast.authserver.user.RoleName;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A user to create.
 *
 * @param username what the person types
 * @param password the first password; without one the person chooses it by a reset link
 * @param name what the person is called; the user name if absent
 * @param email where to reach the person, if known
 * @param roles what the person may do; nothing special if absent
 */
@Serdeable
record CreateUser(
    @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String username,
    @Nullable Secret password,
    @Nullable @Size(max = 200) String name,
    @Nullable @Email @Size(max = 254) String email,
    @Nullable @Size(max = RoleName.MOST)
        List<@Pattern(regexp = RoleName.PATTERN) @Size(max = RoleName.LONGEST) String> roles) {

  NewUser wanted() {
    return new NewUser(
        username,
        Objects.requireNonNullElse(name, username),
        email,
        password,
        new TreeSet<>(Objects.requireNonNullElse(roles, List.of())));
  }
}
