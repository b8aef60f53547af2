package dev.holdfast.token.encryption;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key-encryption keys in use: the primary one wraps, every one unwraps what it wrapped.
 *
 * @param primary wraps
 * @param others only unwrap
 */
record KeyRing(KeyEncryptionKey primary, List<KeyEncryptionKey> others) {

  /** The keys to try, the likeliest first: the named one if it is known, or else each. */
  List<KeyEncryptionKey> candidates(String id) {
    return named(id).map(List::of).orElseGet(() -> all().toList());
  }

  Optional<KeyEncryptionKey> named(String id) {
    return all().filter(key -> key.uri().id().equals(id)).findFirst();
  }

  /** The primary key and the others. */
  Stream<KeyEncryptionKey> all() {
    return Stream.concat(Stream.of(primary), others.stream());
  }
}
