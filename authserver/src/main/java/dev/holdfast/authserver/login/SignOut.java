package dev.holdfast.authserver.login;

import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.events.IdentityEvent.Logout;
import dev.holdfast.outbox.Outbox;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends login sessions: the row, the event, and a note of all that follows, in one transaction under
 * the user's row lock. A code that is redeemed meanwhile either got its grant before, and what
 * follows ends it, or sees that its session is gone.
 */
@Singleton
public class SignOut {

  private static final Logger log = LoggerFactory.getLogger(SignOut.class);

  private final LoginSessions sessions;
  private final SessionClients clients;
  private final SessionEnds ends;
  private final Users users;
  private final UserEvents events;
  private final Outbox outbox;
  private final Clock clock;

  SignOut(
      LoginSessions sessions,
      SessionClients clients,
      SessionEnds ends,
      Users users,
      UserEvents events,
      Outbox outbox,
      Clock clock) {
    this.sessions = sessions;
    this.clients = clients;
    this.ends = ends;
    this.users = users;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Ends a session; false if it had ended. */
  @Transactional
  public boolean end(LoginSession session) {
    lockUser(session.userId());
    return endUnderLock(session);
  }

  /**
   * Ends a session for an operator; false if it had ended.
   *
   * @param actor who does
   */
  @Transactional
  public boolean end(LoginSession session, String actor) {
    boolean ended = end(session);
    if (ended) {
      var header = events.header(session.userId(), clock.instant());
      outbox.append(new AdministratorActed(header, actor, "session-end", session.sid()));
    }
    return ended;
  }

  /** Ends the session a browser had before it signed in, unless the login went on with it. */
  @Transactional
  public void leave(LoginSession before) {
    sessions.byIdHash(before.idHash()).ifPresent(this::end);
  }

  /** Ends every session of a person but one; tells how many. */
  @Transactional
  public int endOthers(LoginSession kept) {
    lockUser(kept.userId());
    return (int)
        sessions.allOf(kept.userId()).stream()
            .filter(session -> !session.sid().equals(kept.sid()))
            .filter(this::endUnderLock)
            .count();
  }

  /**
   * Ends every session of a user because everything of the user's ends; in the caller's
   * transaction, which holds the user's row.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cutOff(String userId) {
    for (LoginSession session : sessions.allOf(userId)) {
      endUnderLock(session, ends::cutOff);
    }
  }

  private boolean endUnderLock(LoginSession session) {
    return endUnderLock(session, ends::signedOut);
  }

  private boolean endUnderLock(
      LoginSession session, BiConsumer<LoginSession, List<String>> whatFollows) {
    if (sessions.end(session.sid()) == 0) {
      return false;
    }
    outbox.append(new Logout(events.header(session.userId(), clock.instant()), session.sid()));
    whatFollows.accept(session, clients.of(session.sid()));
    clients.forget(session.sid());
    log.atInfo().addKeyValue("sid", session.sid()).log("Login session ended");
    return true;
  }

  /** The user may be gone already; then nobody else changes the sessions either. */
  private void lockUser(String userId) {
    users.lockRow(userId);
  }
}
