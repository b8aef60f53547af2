package dev.holdfast.authserver.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A person.
 *
 * @param id the subject: random, never used again
 * @param username what the person types, compared exactly
 * @param name what the person is called
 * @param email where to reach the person, if known; nobody has checked it
 * @param passwordHash Argon2id in its standard text form; absent until the person has chosen one
 * @param state whether the person may sign in
 * @param roleNames the roles, separated by spaces
 * @param signedOutAt when every login was last ended; what began before that stays refused
 * @param accessEpoch when rights last changed; access tokens from before that are stale
 * @param createdAt when
 */
@MappedEntity("user_account")
public record User(
    @Id String id,
    String username,
    String name,
    @Nullable String email,
    @Nullable String passwordHash,
    UserState state,
    String roleNames,
    @Nullable Instant signedOutAt,
    @Nullable Instant accessEpoch,
    Instant createdAt) {

  /** Whether the person may sign in. */
  public boolean active() {
    return state == UserState.ACTIVE;
  }

  /** Whether a login of that instant still counts: unlocking brings nothing old back. */
  public boolean trusts(Instant authTime) {
    return active() && (signedOutAt == null || authTime.isAfter(signedOutAt));
  }

  /** Whether what was found right of the user as it was still counts: no login ended meanwhile. */
  public boolean stillIs(User checked) {
    return active() && Objects.equals(signedOutAt, checked.signedOutAt);
  }

  /** The roles. */
  public SortedSet<String> roles() {
    var roles = new TreeSet<>(List.of(roleNames.split(" ")));
    roles.remove("");
    return Collections.unmodifiableSortedSet(roles);
  }

  /** The instant of a change made now: later than every change before, whatever the clock says. */
  Instant after(Instant now) {
    return accessEpoch == null || now.isAfter(accessEpoch)
        ? now
        : accessEpoch.plus(1, ChronoUnit.MICROS);
  }
}
