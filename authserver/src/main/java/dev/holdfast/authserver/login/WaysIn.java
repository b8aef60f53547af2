package dev.holdfast.authserver.login;

import dev.holdfast.authserver.user.User;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** People never give up the last way to sign in; operators may take it from them. */
@Singleton
public final class WaysIn {

  private final List<KnownWaysIn> kinds;

  WaysIn(Collection<KnownWaysIn> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /**
   * Whether a person can sign in without one of the ways. Only with the user's row locked does the
   * answer hold until the way is gone.
   */
  public boolean remainWithout(User user, WayIn lost) {
    return kinds.stream()
        .flatMap(kind -> kind.of(user).stream())
        .anyMatch(way -> !way.equals(lost));
  }
}
