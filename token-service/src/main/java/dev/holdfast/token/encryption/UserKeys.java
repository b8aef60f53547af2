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
import java.util.Optional;
import java.util.stream.Stream;

/** One data key per user. A wrapped key opens for its own user only. */
@Singleton
public final class UserKeys {

  private final UserKeyStore store;
  private final Aead keyEncryptionKey;

  UserKeys(UserKeyStore store, KeyEncryptionKey keyEncryptionKey) {
    this.store = store;
    this.keyEncryptionKey = keyEncryptionKey.aead();
  }

  /** The user's key, made now if there is none. */
  public UserKey findOrCreate(SubjectId subject) {
    return find(subject)
        .orElseGet(
            () -> {
              store.addIfAbsent(subject, newWrapped(subject));
              return find(subject)
                  .orElseThrow(() -> new IllegalStateException("the key was destroyed meanwhile"));
            });
  }

  /** The user's key, if there is one. */
  public Optional<UserKey> find(SubjectId subject) {
    return store.find(subject).map(wrapped -> unwrap(subject, wrapped));
  }

  /** As {@link #find}; until the caller's transaction ends, nobody can destroy the key. */
  public Optional<UserKey> lock(SubjectId subject) {
    return store.lock(subject).map(wrapped -> unwrap(subject, wrapped));
  }

  /** Makes everything sealed for this user unreadable for ever. */
  public void destroy(SubjectId subject) {
    store.delete(subject);
  }

  private Bytes newWrapped(SubjectId subject) {
    try {
      return Bytes.copyFrom(
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              KeysetHandle.generateNew(
                  PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
              keyEncryptionKey,
              associatedData(subject),
              RegistryConfiguration.get()));
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot make a user's key", e);
    }
  }

  private UserKey unwrap(SubjectId subject, Bytes wrapped) {
    try {
      return new UserKey(
          subject,
          TinkProtoKeysetFormat.parseEncryptedKeyset(
                  wrapped.toByteArray(),
                  keyEncryptionKey,
                  associatedData(subject),
                  RegistryConfiguration.get())
              .getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot unwrap a user's key", e);
    }
  }

  private static byte[] associatedData(SubjectId subject) {
    return Parts.join(Stream.of("user-key", subject.issuer(), subject.subject()));
  }
}
