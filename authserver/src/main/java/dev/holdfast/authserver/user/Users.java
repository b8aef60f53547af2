package dev.holdfast.authserver.user;

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

  /** Locks or unlocks. */
  int setLocked(String id, boolean locked);

  /** Removes a user for good. */
  int remove(String id);
}
