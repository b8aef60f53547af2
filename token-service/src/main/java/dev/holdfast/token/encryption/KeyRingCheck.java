package dev.holdfast.token.encryption;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.util.Optional;

/**
 * Unwraps, while the service starts, one user's key for each key-encryption key that only unwraps:
 * there is no other proof that it still can.
 */
@Context
final class KeyRingCheck {

  private final KeyRing ring;
  private final UserKeyStore store;
  private final DataKeys dataKeys;

  KeyRingCheck(KeyRing ring, UserKeyStore store, DataKeys dataKeys) {
    this.ring = ring;
    this.store = store;
    this.dataKeys = dataKeys;
  }

  @PostConstruct
  void check() {
    ring.others().forEach(this::check);
  }

  private void check(KeyEncryptionKey key) {
    Optional<SubjectId> somebody = store.anyWrappedBy(key.uri().id());
    try {
      somebody.ifPresent(
          subject -> store.find(subject).ifPresent(stored -> dataKeys.open(subject, stored)));
    } catch (KeysUnavailableException e) {
      throw KeyRings.unusable(KeySettings.OTHERS, key.uri(), e);
    }
  }
}
