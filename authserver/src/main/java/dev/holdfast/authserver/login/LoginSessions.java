package dev.holdfast.authserver.login;

import java.time.Instant;
import java.util.Optional;

/** Where login sessions are kept. */
public interface LoginSessions {

  /** Adds one. */
  LoginSession save(LoginSession session);

  /** The session whose cookie has this hash. */
  Optional<LoginSession> byIdHash(String idHash);

  /** Ends one. */
  int end(String idHash);

  /** Ends every session of a user. */
  int endAllOf(String userId);

  /** Removes what has expired. */
  int removeExpired(Instant now);
}
