package dev.holdfast.authserver.user;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user to create if absent: an administrator to begin with, or people of a demonstration.
 *
 * @param username what the person types
 * @param password the first password; without one the entry is left out
 * @param name what the person is called; the user name if absent
 * @param email where to reach the person, if known
 * @param roles what the person may do; none if absent
 */
@EachProperty("holdfast.authserver.users")
record ConfiguredUser(
    @Parameter String username,
    @Nullable Secret password,
    @Nullable String name,
    @Nullable String email,
    @Nullable List<String> roles) {}
