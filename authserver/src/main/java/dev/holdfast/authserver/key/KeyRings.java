package dev.holdfast.authserver.key;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All stored keys as they were at one instant.
 *
 * @param byAlgorithm a ring for each algorithm
 * @param readAt when they were read
 */
record KeyRings(Map<SigningAlgorithm, KeyRing> byAlgorithm, Instant readAt) {

  KeyRings {
    byAlgorithm = Map.copyOf(byAlgorithm);
  }

  KeyRing of(SigningAlgorithm algorithm) {
    return Objects.requireNonNull(byAlgorithm.get(algorithm), "no keys for an algorithm");
  }

  /** Any kept key, whatever its state. */
  Optional<SigningKey> find(String kid) {
    return byAlgorithm.values().stream().flatMap(ring -> ring.find(kid).stream()).findFirst();
  }

  KeyState state(SigningKey key, Instant now) {
    return of(key.algorithm()).state(key, now);
  }

  /** Every kept key, by algorithm and age. */
  List<SigningKey> all() {
    return byAlgorithm.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(ring -> ring.getValue().all().stream())
        .toList();
  }
}
