package dev.holdfast.authserver.key.http;

import dev.holdfast.authserver.key.KeyState;
import dev.holdfast.authserver.key.KeyStatus;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A key as operators see it.
 *
 * @param state upcoming, current, retiring or removed
 * @param createdAt since when it is published
 * @param at when an upcoming key begins to sign, since when the current one has been signing, until
 *     when a retiring one is published, since when a removed one is not
 */
@Serdeable
record KeyView(String kid, String algorithm, Instant createdAt, String state, Instant at) {

  static KeyView of(KeyStatus key) {
    return switch (key.state()) {
      case KeyState.Upcoming(Instant activatesAt) -> view(key, "upcoming", activatesAt);
      case KeyState.Current(Instant since) -> view(key, "current", since);
      case KeyState.Retiring(Instant until) -> view(key, "retiring", until);
      case KeyState.Removed(Instant since) -> view(key, "removed", since);
    };
  }

  private static KeyView view(KeyStatus key, String state, Instant at) {
    return new KeyView(key.kid(), key.algorithm().name(), key.createdAt(), state, at);
  }
}
