package dev.holdfast.token.encryption;

import dev.holdfast.contracts.identity.SubjectId;
import java.util.Optional;

/** Wrapped data keys, at most one row per user. */
public interface UserKeyStore {

  /** The user's key. */
  Optional<StoredKey> find(SubjectId subject);

  /** The user's key, which nobody can change or destroy until the caller's transaction ends. */
  Optional<StoredKey> lock(SubjectId subject);

  /** Some user's key that this key-encryption key wrapped. */
  Optional<SubjectId> anyWrappedBy(String kek);

  /** Adds a key; does nothing if the user has one. */
  void addIfAbsent(SubjectId subject, StoredKey key);

  /** Puts a key in the place of the old one; false if that is not there as it was read. */
  boolean replace(SubjectId subject, StoredKey old, StoredKey key);

  /** Forgets the user's key. */
  void delete(SubjectId subject);
}
