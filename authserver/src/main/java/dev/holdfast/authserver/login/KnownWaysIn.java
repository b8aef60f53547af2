package dev.holdfast.authserver.login;

import dev.holdfast.authserver.user.User;
import java.util.List;

/** Knows one kind of ways to sign in. */
public interface KnownWaysIn {

  /** Those of a person; called with the user's row locked, if it matters that none goes away. */
  List<? extends WayIn> of(User user);
}
