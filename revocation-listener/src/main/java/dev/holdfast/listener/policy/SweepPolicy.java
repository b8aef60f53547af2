package dev.holdfast.listener.policy;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.RevokeGrants;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which grants an identity event ends. Every sweep is bounded by the event's own instant, so it is
 * safe late, twice, and replayed.
 *
 * @param singleSession whether a login ends anything at all
 * @param clientIds the clients swept at login, compared exactly; a client registered at run time is
 *     never among them by itself
 */
public record SweepPolicy(boolean singleSession, SortedSet<String> clientIds) {

  /** Copies the ids. */
  public SweepPolicy {
    clientIds = Collections.unmodifiableSortedSet(new TreeSet<>(clientIds));
  }

  /** Decides. The switch is over a sealed type: an event without a rule does not compile. */
  public Decision decide(IdentityEvent event) {
    return switch (event) {
      case IdentityEvent.LoginSuccess login -> onLogin(login);
      case IdentityEvent.UserLocked locked -> everything(locked.header(), EndReason.USER_LOCKED);
      case IdentityEvent.UserDeleted gone -> everything(gone.header(), EndReason.USER_DELETED);
    };
  }

  private Decision onLogin(IdentityEvent.LoginSuccess login) {
    if (!singleSession) {
      return new Decision.Nothing("single-session logins are off");
    }
    if (clientIds.isEmpty()) {
      return new Decision.Nothing("no client is swept at login");
    }
    EventHeader header = login.header();
    return new Decision.Sweep(
        new RevokeGrants(
            header.id(),
            header.subject(),
            clientIds,
            header.time(),
            login.sid(),
            EndReason.LOGIN_ELSEWHERE));
  }

  /** A kill event exempts no client and no session. */
  private static Decision everything(EventHeader header, EndReason reason) {
    return new Decision.Sweep(
        new RevokeGrants(header.id(), header.subject(), null, header.time(), null, reason));
  }
}
