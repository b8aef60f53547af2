package dev.holdfast.authserver.account;

import dev.holdfast.authserver.consent.Consent;
import dev.holdfast.authserver.consent.Consents;
import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.LiveGrant;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Takes back what a person has allowed. */
@Singleton
public final class Revocation {

  private final Consents consents;
  private final Grants grants;
  private final UserEvents users;

  Revocation(Consents consents, Grants grants, UserEvents users) {
    this.consents = consents;
    this.grants = grants;
    this.users = users;
  }

  /**
   * Forgets a consent, and ends the person's grants that rest on it: those of that client for those
   * resources. The consent goes first, so that nothing new comes of it; if the grants cannot be
   * ended now, the same call may be made again.
   *
   * @return what was taken back; empty if the person has no such consent
   */
  public Optional<Consent> takeBack(String userId, String consentId) {
    Optional<Consent> consent =
        consents.byId(consentId).filter(found -> found.userId().equals(userId));
    consent.ifPresent(this::end);
    return consent;
  }

  private void end(Consent consent) {
    var resources = Set.copyOf(consent.audiences());
    grants.live(users.subject(consent.userId())).stream()
        .map(LiveGrant::grant)
        .filter(grant -> grant.clientId().equals(consent.clientId()))
        .filter(grant -> Set.copyOf(grant.resources()).equals(resources))
        .forEach(grant -> grants.end(grant.gid(), EndReason.CLIENT_REQUEST));
    consents.remove(consent.id());
  }
}
