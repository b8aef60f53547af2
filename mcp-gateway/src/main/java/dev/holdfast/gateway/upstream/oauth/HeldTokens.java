package dev.holdfast.gateway.upstream.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.gateway.upstream.TokenSeal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens in memory, as ciphertext under a key that is nowhere else, until shortly before they end.
 * Each belongs to the one token it was given for, and does not open for another one.
 */
final class HeldTokens {

  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final int MOST = 20_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final TokenSeal seal = new TokenSeal();
  private final Clock clock;
  private final Cache<String, Held> held =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

  HeldTokens(Clock clock) {
    this.clock = clock;
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Held(byte[] sealed, Instant until) {}

  /** What was given for the token with this fingerprint, if it is good for some time yet. */
  Optional<Secret> find(String fingerprint) {
    Held known = held.getIfPresent(fingerprint);
    if (known == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(known.until())) {
      held.invalidate(fingerprint);
      return Optional.empty();
    }
    return Optional.of(seal.open(known.sealed(), fingerprint));
  }

  /** Keeps what was given for it. A token that lives shorter than the margin is used once. */
  void keep(String fingerprint, Exchanged.Granted granted) {
    Instant until = clock.instant().plus(granted.life()).minus(MARGIN);
    held.put(fingerprint, new Held(seal.seal(granted.token(), fingerprint), until));
  }

  void forget(String fingerprint) {
    held.invalidate(fingerprint);
  }

  long size() {
    return held.estimatedSize();
  }
}
