package dev.holdfast.authserver.login;

import dev.holdfast.runtime.retention.Retained;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where login sessions are kept. */
public interface LoginSessions extends Retained {

  /** Adds one. */
  LoginSession save(LoginSession session);

  /** The session whose cookie has this hash. */
  Optional<LoginSession> byIdHash(String idHash);

  /** The session that tokens call by this name. */
  Optional<LoginSession> bySid(String sid);

  /** Every session of a user, the one seen last first. */
  List<LoginSession> allOf(String userId);

  /** Marks every other session of a user as superseded. */
  int supersedeOthers(String userId, String sid, Instant now);

  /** Notes that its browser came by. */
  int seen(String sid, Instant now);

  /** Ends one; of several callers exactly one is told 1. */
  int end(String sid);

  @Override
  default String name() {
    return "login-sessions";
  }
}
