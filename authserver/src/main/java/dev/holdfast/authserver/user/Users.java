package dev.holdfast.authserver.user;

import java.time.Instant;
import java.util.Optional;

/** All users. */
public interface Users {

  /** The user with this user name; the storage may compare more loosely than we do. */
  Optional<User> byUsername(String username);

  /** The user with this id. */
  Optional<User> byId(String id);

  /** The same, with the row locked until the surrounding transaction ends. */
  Optional<User> lockRow(String id);

  /** Adds a user; fails if the user name is taken. */
  User save(User user);

  /** Locks. */
  int lock(String id, Instant at);

  /** Unlocks. */
  int unlock(String id);

  /** Removes a user for good. */
  int remove(String id);
}
