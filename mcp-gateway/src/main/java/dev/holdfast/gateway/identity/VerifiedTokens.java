package dev.holdfast.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.bearer.AccessTokenVerifier;
import dev.holdfast.bearer.UnverifiedToken;
import dev.holdfast.bearer.Verification;
import dev.holdfast.bearer.VerifiedToken;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Verifies a token once. Good ones are remembered by fingerprint and audience until they expire;
 * the token's text is not kept. Revocation is not remembered here: it is asked at every request.
 */
@Singleton
final class VerifiedTokens {

  private static final long MAX_TOKENS = 50_000;

  private final AccessTokenVerifier verifier;
  private final Clock clock;
  private final Cache<Key, VerifiedToken> good =
      Caffeine.newBuilder().maximumSize(MAX_TOKENS).build();

  VerifiedTokens(AccessTokenVerifier verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  Verification verify(UnverifiedToken token, String audience) {
    Key key = new Key(token.fingerprint(), audience);
    VerifiedToken known = good.getIfPresent(key);
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return new Verification.Verified(known);
    }
    good.invalidate(key);
    Verification verification = verifier.verify(token, audience);
    if (verification instanceof Verification.Verified(VerifiedToken verified)) {
      good.put(key, verified);
    }
    return verification;
  }

  private record Key(String fingerprint, String audience) {}
}
