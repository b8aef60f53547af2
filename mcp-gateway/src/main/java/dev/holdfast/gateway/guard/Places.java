package dev.holdfast.gateway.guard;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.identity.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many places for each person. Who takes none takes no memory. */
final class Places {

  private final int most;
  private final Map<SubjectId, Integer> taken = new ConcurrentHashMap<>();

  Places(int most) {
    this.most = most;
  }

  /** Takes a place, if there is one; nobody in particular always gets one. */
  boolean take(Caller caller) {
    if (!(caller instanceof Caller.Known(var token))) {
      return true;
    }
    int now = taken.merge(token.subject(), 1, Integer::sum);
    if (now > most) {
      give(caller);
      return false;
    }
    return true;
  }

  void give(Caller caller) {
    if (caller instanceof Caller.Known(var token)) {
      taken.computeIfPresent(token.subject(), (_, now) -> now == 1 ? null : now - 1);
    }
  }
}
