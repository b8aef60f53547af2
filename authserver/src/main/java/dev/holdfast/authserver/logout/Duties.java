package dev.holdfast.authserver.logout;

import java.time.Instant;
import java.util.List;

/** Where duties are kept. */
public interface Duties {

  /** Adds one. */
  Duty save(Duty duty);

  /**
   * Those whose time has come and that nobody else is taking; locked until the transaction ends.
   */
  List<Duty> due(Instant now, int max);

  /** Counts an attempt, and says when the next one may begin. */
  int take(String id, Instant nextAttemptAt);

  /** Puts one off. */
  int putOff(String id, Instant nextAttemptAt);

  /** Forgets one: it is done, or given up. */
  int remove(String id);
}
