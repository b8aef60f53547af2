package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.gateway.waiting.Waiting;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how a token stands: from memory as far as memory reaches, else by asking. It does not reach
 * while the news are stale, to a token that is older than what is remembered, and to a subject of
 * whom some news could not be read. Fails closed: a token without a grant can still be older than
 * its subject's rights, so it is asked about, too.
 */
@Singleton
public final class Standings {

  private static final Logger log = LoggerFactory.getLogger(Standings.class);

  private final RevokedGrants revoked;
  private final AccessEpochs epochs;
  private final Doubts doubts;
  private final Feed feed;
  private final GrantLookup grants;
  private final RevocationSettings settings;
  private final Clock clock;
  private final Set<String> longLived = ConcurrentHashMap.newKeySet();

  Standings(
      RevokedGrants revoked,
      AccessEpochs epochs,
      Doubts doubts,
      Feed feed,
      GrantLookup grants,
      RevocationSettings settings,
      Clock clock) {
    this.revoked = revoked;
    this.epochs = epochs;
    this.doubts = doubts;
    this.feed = feed;
    this.grants = grants;
    this.settings = settings;
    this.clock = clock;
  }

  /** How this token stands now. */
  public Standing of(VerifiedToken token) {
    if (ended(token)) {
      return Standing.REVOKED;
    }
    boolean outlives = isOlderThanMemory(token);
    if (feed.isFresh() && !outlives && !doubts.concern(token)) {
      return Standing.LIVE;
    }
    Waiting.begins();
    if (outlives) {
      tell(token);
    }
    return grants.lookUp(token);
  }

  /** Whether the token is known to be worthless. */
  public boolean ended(VerifiedToken token) {
    return token.gid().filter(revoked::contains).isPresent() || epochs.refuse(token);
  }

  private boolean isOlderThanMemory(VerifiedToken token) {
    return clock.instant().isAfter(token.issuedAt().plus(settings.maxTokenLife()));
  }

  private void tell(VerifiedToken token) {
    if (longLived.add(token.subject().issuer())) {
      log.atWarn()
          .addKeyValue("issuer", token.subject().issuer())
          .addKeyValue("setting", "holdfast.gateway.revocation.max-token-life")
          .addKeyValue("is", settings.maxTokenLife())
          .log(
              "Tokens live longer than is remembered; each request with an older one is asked"
                  + " about");
    }
  }
}
