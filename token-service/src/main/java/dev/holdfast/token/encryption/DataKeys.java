package dev.holdfast.token.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.identity.SubjectId;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes, wraps and unwraps users' data keys. A wrapped key opens for its own user only. Nothing is
 * kept: each request unwraps what it needs.
 */
@Singleton
final class DataKeys {

  private final KeyRing ring;
  private final KeyMetrics metrics;
  private final Clock clock;

  DataKeys(KeyRing ring, KeyMetrics metrics, Clock clock) {
    this.ring = ring;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** A new user's. */
  StoredKey make(SubjectId subject) {
    try {
      KeysetHandle keys =
          KeysetHandle.generateNew(
              PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
      Instant now = now();
      return new StoredKey(newId(), wrap(subject, keys), kek(), now, now, KeyStage.SETTLED, null);
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot make a user's key", e);
    }
  }

  /** The same, wrapped by the primary key. */
  StoredKey rewrap(SubjectId subject, StoredKey stored) {
    try {
      return stored.rewrapped(wrap(subject, unwrap(subject, stored)), kek(), now());
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot wrap a user's key anew", e);
    }
  }

  /** With one more that seals; the old one still opens. */
  StoredKey add(SubjectId subject, StoredKey stored) {
    try {
      KeysetHandle both =
          KeysetHandle.newBuilder(unwrap(subject, stored))
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                      .withRandomId()
                      .makePrimary())
              .build();
      return stored.moving(newId(), wrap(subject, both), kek(), now());
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot add a user's key", e);
    }
  }

  /** With the key that seals alone. */
  StoredKey drop(SubjectId subject, StoredKey stored) {
    try {
      KeysetHandle.Entry newest = unwrap(subject, stored).getPrimary();
      KeysetHandle one =
          KeysetHandle.newBuilder()
              .addEntry(
                  KeysetHandle.importKey(newest.getKey()).withFixedId(newest.getId()).makePrimary())
              .build();
      return stored.settled(wrap(subject, one), kek(), now());
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot drop a user's old key", e);
    }
  }

  /** What seals and opens. */
  Aead open(SubjectId subject, StoredKey stored) {
    try {
      return unwrap(subject, stored).getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot unwrap a user's key", e);
    }
  }

  private KeysetHandle unwrap(SubjectId subject, StoredKey stored) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("no key to unwrap with");
    for (KeyEncryptionKey key : ring.candidates(stored.kek())) {
      try {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(
            stored.wrapped().toByteArray(),
            metrics.timed(key),
            associatedData(subject),
            RegistryConfiguration.get());
      } catch (GeneralSecurityException e) {
        // The key that is away may be the right one.
        last = last instanceof KeyServiceAwayException ? last : e;
      }
    }
    throw last;
  }

  private Bytes wrap(SubjectId subject, KeysetHandle keys) throws GeneralSecurityException {
    return Bytes.copyFrom(
        TinkProtoKeysetFormat.serializeEncryptedKeyset(
            keys,
            metrics.timed(ring.primary()),
            associatedData(subject),
            RegistryConfiguration.get()));
  }

  private String kek() {
    return ring.primary().uri().id();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static byte[] associatedData(SubjectId subject) {
    return Parts.join(Stream.of("user-key", subject.issuer(), subject.subject()));
  }
}
