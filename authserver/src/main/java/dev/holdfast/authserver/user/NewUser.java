package dev.holdfast.authserver.user;

import dev.holdfast.contracts.secret.Secret;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A user to create.
 *
 * @param username what the person types
 * @param name what the person is called
 * @param email where to reach the person, if known
 * @param password the first password; without one the person chooses it by a reset link
 * @param roles what the person may do
 */
public record NewUser(
    String username,
    String name,
    @Nullable String email,
    @Nullable Secret password,
    SortedSet<String> roles) {}
