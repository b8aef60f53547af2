package dev.holdfast.authserver.login;

import java.time.Instant;
import java.util.List;

/** Which clients got a code in a login session. */
public interface SessionClients {

  /** Notes one; again is as good as once. */
  void note(String sid, String clientId, Instant now);

  /** All of them. */
  List<String> of(String sid);

  /** Forgets one session's. */
  int forget(String sid);

  /** Removes some that were noted before. */
  int removeOlderThan(Instant notedAt, int limit);
}
