package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.RoleName;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Roles to have instead of all present ones.
 *
 * @param roles the roles
 */
@Serdeable
record UserRoles(
    @NotNull @Size(max = RoleName.MOST)
        List<@Pattern(regexp = RoleName.PATTERN) @Size(max = RoleName.LONGEST) String> roles) {}
