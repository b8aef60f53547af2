package dev.holdfast.authserver.authorize;

import org.jspecify.annotations.Nullable;

/**
 * Whom the client expects (OpenID Connect Core, section 3.1.2.1).
 *
 * @param username what the person is likely to type; empty if the client has no idea
 * @param userId the only person it can use, by an ID token or by name; absent if anybody will do
 */
public record Hints(String username, @Nullable String userId) {

  /** Whether a person is not the expected one. */
  boolean exclude(String other) {
    return userId != null && !userId.equals(other);
  }
}
