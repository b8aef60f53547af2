package dev.holdfast.authserver.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All users. */
public interface Users {

  /** The user with this user name; the storage may compare more loosely than we do. */
  Optional<User> byUsername(String username);

  /** The user with this id. */
  Optional<User> byId(String id);

  /**
   * Users in the order of their user names.
   *
   * @param after only those behind this user name
   * @param pattern only those whose user name is like this: {@code %} any text, {@code !} escapes
   */
  List<User> page(String after, String pattern, int limit);

  /** The same as {@link #byId}, with the row locked until the surrounding transaction ends. */
  Optional<User> lockRow(String id);

  /** The user, as changes that are under way leave it: waits for them, and holds nothing after. */
  Optional<User> settled(String id);

  /** Adds a user; fails if the user name is taken. */
  User save(User user);

  /** Lets a user in again. */
  int admit(String id);

  /** Keeps a user out, and ends what there is. */
  int shutOut(String id, UserState state, Instant at);

  /** Replaces the password, and ends what there is. */
  int setPassword(String id, String passwordHash, Instant at);

  /** Ends what there is. */
  int signOut(String id, Instant at);

  /** Replaces the roles, and makes access tokens stale. */
  int setRoles(String id, String roleNames, Instant at);

  /** Removes a user for good. */
  int remove(String id);
}
