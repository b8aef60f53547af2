package dev.holdfast.listener.policy;

import dev.holdfast.contracts.events.CredentialChange;
import dev.holdfast.contracts.events.CredentialType;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RaiseEpoch;
import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.contracts.revocation.RevokeGrants;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which grants and access tokens an identity event ends. Every order is bounded by the event's own
 * instant, so it is safe late, twice, and replayed.
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
      case IdentityEvent.UserDisabled off -> everything(off.header(), EndReason.USER_DISABLED);
      case IdentityEvent.UserDeleted gone -> everything(gone.header(), EndReason.USER_DELETED);
      case IdentityEvent.CredentialsChanged changed -> onCredentials(changed);
      case IdentityEvent.ProviderUnlinked unlinked ->
          everything(unlinked.header(), EndReason.PROVIDER_UNLINKED);
      case IdentityEvent.RolesChanged changed -> onRoles(changed.header());
      case IdentityEvent.ClientDeleted deleted -> onClientDeleted(deleted.header());
      case IdentityEvent.LoginFailed _ -> new Decision.Nothing("nobody signed in");
      case IdentityEvent.Logout _ ->
          new Decision.Nothing("who ended the session has ended the grants that go with it");
      case IdentityEvent.UserCreated _ -> new Decision.Nothing("a new user holds nothing");
      case IdentityEvent.UserUnlocked _ -> new Decision.Nothing("nothing old comes back");
      case IdentityEvent.ClientRegistered _ -> new Decision.Nothing("a new client holds nothing");
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

  /** A passkey more takes no way in from anybody; every other change may have been a rescue. */
  private static Decision onCredentials(IdentityEvent.CredentialsChanged changed) {
    boolean added =
        changed.credentialType() == CredentialType.PASSKEY
            && changed.changeType() == CredentialChange.CREATE;
    return added
        ? new Decision.Nothing("a passkey was added")
        : everything(changed.header(), EndReason.CREDENTIALS_CHANGED);
  }

  /** The grants live on: the next refresh makes a token with the roles of then. */
  private static Decision onRoles(EventHeader header) {
    return new Decision.EpochRaise(
        new RaiseEpoch(header.id(), header.subject(), header.time(), EpochReason.ROLES_CHANGED));
  }

  private static Decision onClientDeleted(EventHeader header) {
    return new Decision.ClientSweep(new RevokeClient(header.id(), header.subject(), header.time()));
  }

  /** A kill event exempts no client and no session. */
  private static Decision everything(EventHeader header, EndReason reason) {
    return new Decision.Sweep(
        new RevokeGrants(header.id(), header.subject(), null, header.time(), null, reason));
  }
}
