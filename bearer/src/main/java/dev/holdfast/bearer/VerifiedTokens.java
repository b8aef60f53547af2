package dev.holdfast.bearer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Verifies a token once. Good ones are remembered by fingerprint and audience until they expire;
 * the token's text is not kept. Revocation is not remembered here: it is asked at every request.
 * Safe for concurrent use.
 */
public final class VerifiedTokens {

  private static final long MAX_TOKENS = 50_000;

  private final AccessTokenVerifier verifier;
  private final Clock clock;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final Cache<Key, VerifiedToken> good =
      Caffeine.newBuilder().maximumSize(MAX_TOKENS).build();

  /** Remembers what this verifier found good. */
  public VerifiedTokens(AccessTokenVerifier verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  /** Verifies a token that must have been issued for {@code audience}, if it is not known yet. */
  public Verification verify(UnverifiedToken token, String audience) {
    Key key = new Key(token.fingerprint(), audience);
    Optional<VerifiedToken> known = known(key);
    if (known.isPresent()) {
      return new Verification.Verified(known.get());
    }
    misses.increment();
    good.invalidate(key);
    Verification verification = verifier.verify(token, audience);
    if (verification instanceof Verification.Verified(VerifiedToken verified)) {
      good.put(key, verified);
    }
    return verification;
  }

  /** The token if it was verified before and has not expired; asks nobody, and never waits. */
  public Optional<VerifiedToken> known(UnverifiedToken token, String audience) {
    return known(new Key(token.fingerprint(), audience));
  }

  /** How often a token was found. */
  public long hits() {
    return hits.sum();
  }

  /** How often one was not, and had to be verified. */
  public long misses() {
    return misses.sum();
  }

  private Optional<VerifiedToken> known(Key key) {
    VerifiedToken token = good.getIfPresent(key);
    if (token == null || !clock.instant().isBefore(token.expiresAt())) {
      return Optional.empty();
    }
    hits.increment();
    return Optional.of(token);
  }

  private record Key(String fingerprint, String audience) {}
}
