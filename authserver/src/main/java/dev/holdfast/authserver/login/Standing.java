package dev.holdfast.authserver.login;

import dev.holdfast.contracts.grants.EndReason;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Tells whether what a login session began may still be finished. */
@Singleton
public final class Standing {

  private final LoginSessions sessions;
  private final SingleSession singleSession;

  Standing(LoginSessions sessions, SingleSession singleSession) {
    this.sessions = sessions;
    this.singleSession = singleSession;
  }

  /** How the person of a login session signed in (RFC 8176); empty if it is over. */
  public List<String> methods(String sid) {
    return sessions.bySid(sid).map(LoginSession::methods).orElse(List.of());
  }

  /** At which browser the person of a login session is signed in; empty if it is over. */
  public Optional<String> device(String sid) {
    return sessions.bySid(sid).map(LoginSession::device).filter(device -> !device.isEmpty());
  }

  /** Why a login session counts no more for a client; empty if it does. */
  public Optional<EndReason> lost(String sid, String clientId) {
    Optional<LoginSession> session = sessions.bySid(sid);
    if (session.isEmpty()) {
      return Optional.of(EndReason.LOGOUT);
    }
    return session
        .filter(standing -> !singleSession.counts(standing, clientId))
        .map(_ -> EndReason.LOGIN_ELSEWHERE);
  }
}
