package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.gateway.waiting.Waiting;
import jakarta.inject.Singleton;

/**
 * Tells how a token stands: from memory while the news are fresh, else by asking. Fails closed: a
 * token without a grant can still be older than its subject's rights, so it is asked about, too.
 */
@Singleton
public final class Standings {

  private final RevokedGrants revoked;
  private final AccessEpochs epochs;
  private final Feed feed;
  private final GrantLookup grants;

  Standings(RevokedGrants revoked, AccessEpochs epochs, Feed feed, GrantLookup grants) {
    this.revoked = revoked;
    this.epochs = epochs;
    this.feed = feed;
    this.grants = grants;
  }

  /** How this token stands now. */
  public Standing of(VerifiedToken token) {
    if (ended(token)) {
      return Standing.REVOKED;
    }
    if (feed.isFresh()) {
      return Standing.LIVE;
    }
    Waiting.begins();
    return grants.lookUp(token);
  }

  /** Whether the token is known to be worthless. */
  public boolean ended(VerifiedToken token) {
    return token.gid().filter(revoked::contains).isPresent() || epochs.refuse(token);
  }
}
