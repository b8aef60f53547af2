package dev.holdfast.authserver.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one algorithm, in the order in which they sign: each from its own instant until its
 * successor's.
 */
final class KeyRing {

  private final List<SigningKey> keys;
  private final Duration overlap;

  /**
   * A ring.
   *
   * @param overlap how long a key is published after its turn
   * @throws IllegalArgumentException without a key
   */
  KeyRing(List<SigningKey> keys, Duration overlap) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("A ring has at least one key");
    }
    this.keys = keys.stream().sorted(Comparator.comparingLong(SigningKey::generation)).toList();
    this.overlap = overlap;
  }

  /** The key whose turn it is. */
  SigningKey current(Instant now) {
    return keys.get(turn(now));
  }

  /** The youngest key, which may be upcoming. */
  SigningKey latest() {
    return keys.getLast();
  }

  Optional<SigningKey> find(String kid) {
    return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
  }

  List<SigningKey> all() {
    return keys;
  }

  KeyState state(SigningKey key, Instant now) {
    int place = keys.indexOf(key);
    int turn = turn(now);
    if (place > turn) {
      return new KeyState.Upcoming(key.activatesAt());
    }
    if (place == turn) {
      return new KeyState.Current(key.activatesAt());
    }
    Instant until = keys.get(place + 1).activatesAt().plus(overlap);
    return now.isBefore(until) ? new KeyState.Retiring(until) : new KeyState.Removed(until);
  }

  /** The first key waits for nobody, not even for a clock that is behind its maker's. */
  private int turn(Instant now) {
    int turn = 0;
    for (int i = 1; i < keys.size(); i++) {
      if (!now.isBefore(keys.get(i).activatesAt())) {
        turn = i;
      }
    }
    return turn;
  }
}
