package dev.holdfast.acceptance.sweep;

import dev.holdfast.contracts.events.CredentialChange;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.grants.EndReason;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What should become of one person's grants: everything takes effect when it happens, one thing
 * after the other. Written from the documented rules alone.
 *
 * <p>In the world an event takes effect later. So what happens to a grant after the event that ends
 * it may come first there, and then be the reason on record: the model tells them all.
 */
final class GrantModel {

  private final Map<String, Grant> grants = new LinkedHashMap<>();
  private final Set<String> decided = new HashSet<>();

  /** Who ends grants. Of one of these, nothing overtakes anything. */
  private enum Who {
    /** The client, at once. */
    CLIENT_ITSELF,
    /** An event about the user. */
    USER,
    /** An event about the client. */
    REGISTRATION
  }

  /** One grant. */
  static final class Grant {
    private final String client;
    private final String sid;
    private final Instant issuedAt;
    private final Map<Who, EndReason> ends = new LinkedHashMap<>();
    private int refreshes;

    private Grant(String client, String sid, Instant issuedAt) {
      this.client = client;
      this.sid = sid;
      this.issuedAt = issuedAt;
    }

    boolean isLive() {
      return ends.isEmpty();
    }

    int refreshes() {
      return refreshes;
    }

    /** The possible reasons; the first is the one if nothing overtook its event. */
    List<EndReason> ends() {
      return List.copyOf(ends.values());
    }

    private void end(Who who, EndReason reason) {
      // What the client ends is over at once.
      if (!ends.containsKey(Who.CLIENT_ITSELF)) {
        ends.putIfAbsent(who, reason);
      }
    }
  }

  /** All grants by their ids. */
  Map<String, Grant> grants() {
    return grants;
  }

  /** The ids of the events about which a decision must be on record, and no others. */
  Set<String> decided() {
    return decided;
  }

  boolean isLive(String gid) {
    return grant(gid).isLive();
  }

  void issued(String gid, String client, String sid, Instant at) {
    grants.put(gid, new Grant(client, sid, at));
  }

  void refreshed(String gid) {
    grant(gid).refreshes++;
  }

  void endedByClient(String gid, EndReason reason) {
    grant(gid).end(Who.CLIENT_ITSELF, reason);
  }

  void happened(IdentityEvent event) {
    switch (event) {
      case IdentityEvent.LoginSuccess login ->
          sweep(
              event,
              Who.USER,
              EndReason.LOGIN_ELSEWHERE,
              grant -> grant.client.equals("console") && !grant.sid.equals(login.sid()));
      case IdentityEvent.UserLocked _ -> kill(event, EndReason.USER_LOCKED);
      case IdentityEvent.UserDisabled _ -> kill(event, EndReason.USER_DISABLED);
      case IdentityEvent.UserDeleted _ -> kill(event, EndReason.USER_DELETED);
      case IdentityEvent.ProviderUnlinked _ -> kill(event, EndReason.PROVIDER_UNLINKED);
      case IdentityEvent.CredentialsChanged changed -> {
        // The tests add passkeys and nothing else.
        if (changed.changeType() != CredentialChange.CREATE) {
          kill(event, EndReason.CREDENTIALS_CHANGED);
        }
      }
      case IdentityEvent.ClientDeleted deleted ->
          sweep(
              event,
              Who.REGISTRATION,
              EndReason.CLIENT_DELETED,
              grant -> grant.client.equals(deleted.clientId()));
      // Access tokens end, and grants live on.
      case IdentityEvent.RolesChanged _ -> decided.add(event.header().id());
      case IdentityEvent.LoginFailed _,
          IdentityEvent.Logout _,
          IdentityEvent.UserCreated _,
          IdentityEvent.UserUnlocked _,
          IdentityEvent.ClientRegistered _ -> {}
    }
  }

  private void kill(IdentityEvent event, EndReason reason) {
    sweep(event, Who.USER, reason, _ -> true);
  }

  private void sweep(IdentityEvent event, Who who, EndReason reason, Predicate<Grant> swept) {
    decided.add(event.header().id());
    grants.values().stream()
        .filter(grant -> grant.issuedAt.isBefore(event.header().time()))
        .filter(swept)
        .forEach(grant -> grant.end(who, reason));
  }

  private Grant grant(String gid) {
    return Objects.requireNonNull(grants.get(gid), gid);
  }
}
