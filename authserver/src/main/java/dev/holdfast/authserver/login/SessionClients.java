package dev.holdfast.authserver.login;

import java.util.List;

/** Which clients got a code in a login session. */
public interface SessionClients {

  /** Notes one; again is as good as once. */
  void note(String sid, String clientId);

  /** All of them. */
  List<String> of(String sid);

  /** Forgets one session's. */
  int forget(String sid);

  /** Forgets those of sessions that are gone. */
  int removeOrphans();
}
