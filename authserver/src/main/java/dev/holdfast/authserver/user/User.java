package dev.holdfast.authserver.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person.
 *
 * @param id the subject: random, never used again
 * @param username what the person types, compared exactly
 * @param name what the person is called
 * @param passwordHash Argon2id in its standard text form
 * @param locked whether signing in and everything that follows is refused
 * @param lockedAt when signing in was last refused from; what began before that stays refused
 * @param createdAt when
 */
@MappedEntity("user_account")
public record User(
    @Id String id,
    String username,
    String name,
    String passwordHash,
    boolean locked,
    @Nullable Instant lockedAt,
    Instant createdAt) {

  /** Whether the person may sign in. */
  public boolean active() {
    return !locked;
  }

  /** Whether a login of that instant still counts: unlocking brings nothing old back. */
  public boolean trusts(Instant authTime) {
    return active() && (lockedAt == null || authTime.isAfter(lockedAt));
  }
}
