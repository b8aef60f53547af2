package dev.holdfast.authserver.user;

import java.util.Optional;

/**
 * What may happen to a state. Asking again for what is already so is allowed and changes nothing;
 * disabling is stronger than locking, so neither locking nor unlocking undoes it.
 */
public enum StateChange {
  /** Keeps out, for now. */
  LOCK,
  /** Ends a lock. */
  UNLOCK,
  /** Keeps out, for good. */
  DISABLE,
  /** Ends a disabling. */
  ENABLE;

  /** The state afterwards; empty if this must not happen to that state. */
  Optional<UserState> from(UserState state) {
    return switch (this) {
      case LOCK -> state == UserState.DISABLED ? Optional.empty() : Optional.of(UserState.LOCKED);
      case UNLOCK -> state == UserState.DISABLED ? Optional.empty() : Optional.of(UserState.ACTIVE);
      case DISABLE -> Optional.of(UserState.DISABLED);
      case ENABLE -> state == UserState.LOCKED ? Optional.empty() : Optional.of(UserState.ACTIVE);
    };
  }
}
