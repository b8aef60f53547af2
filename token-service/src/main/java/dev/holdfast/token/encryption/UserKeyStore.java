package dev.holdfast.token.encryption;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.identity.SubjectId;
import java.util.Optional;

/** Wrapped data keys, at most one per user. */
public interface UserKeyStore {

  /** The user's key. */
  Optional<Bytes> find(SubjectId subject);

  /** The user's key, which nobody can destroy until the caller's transaction ends. */
  Optional<Bytes> lock(SubjectId subject);

  /** Adds a key; does nothing if the user has one. */
  void addIfAbsent(SubjectId subject, Bytes wrapped);

  /** Forgets the user's key. */
  void delete(SubjectId subject);
}
