package dev.holdfast.gateway.upstream.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.holdfast.contracts.secret.Secret;
import java.security.GeneralSecurityException;
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

  private final Aead aead;
  private final Clock clock;
  private final Cache<String, Held> held =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

  HeldTokens(Clock clock) {
    this.clock = clock;
    try {
      this.aead =
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
              .getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key can be made", e);
    }
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
    try {
      byte[] opened = aead.decrypt(known.sealed(), fingerprint.getBytes(UTF_8));
      return Optional.of(Secret.of(new String(opened, UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a token was sealed for another one", e);
    }
  }

  /** Keeps what was given for it. A token that lives shorter than the margin is used once. */
  void keep(String fingerprint, Exchanged.Granted granted) {
    Instant until = clock.instant().plus(granted.life()).minus(MARGIN);
    try {
      byte[] sealed =
          aead.encrypt(granted.token().reveal().getBytes(UTF_8), fingerprint.getBytes(UTF_8));
      held.put(fingerprint, new Held(sealed, until));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a token cannot be sealed", e);
    }
  }

  void forget(String fingerprint) {
    held.invalidate(fingerprint);
  }

  long size() {
    return held.estimatedSize();
  }
}
