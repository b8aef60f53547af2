package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tells how a token's grant stands: from memory while the news are fresh, else by asking. Fails
 * closed. A token without a grant cannot be revoked before it expires.
 */
@Singleton
public final class Standings {

  private final RevokedGrants revoked;
  private final Feed feed;
  private final GrantLookup grants;

  Standings(RevokedGrants revoked, Feed feed, GrantLookup grants) {
    this.revoked = revoked;
    this.feed = feed;
    this.grants = grants;
  }

  /** How the grant of this token stands now. */
  public Standing of(VerifiedToken token) {
    Optional<String> gid = token.gid();
    if (gid.isEmpty()) {
      return Standing.LIVE;
    }
    if (revoked.contains(gid.get())) {
      return Standing.REVOKED;
    }
    return feed.isFresh() ? Standing.LIVE : grants.lookUp(gid.get());
  }

  /** Whether the grant is known to have ended. */
  public boolean ended(String gid) {
    return revoked.contains(gid);
  }
}
