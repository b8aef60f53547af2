package dev.holdfast.authserver.passkey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All passkeys. */
public interface Passkeys {

  /** Adds one; fails if there is one of that id. */
  Passkey save(Passkey passkey);

  /** The passkey of this id. */
  Optional<Passkey> byId(String id);

  /** A person's passkeys, the oldest first. */
  List<Passkey> of(String userId);

  /**
   * Notes a use, atomically: the counter must have grown, or stay 0 for ever (WebAuthn Level 3,
   * section 6.1.1).
   *
   * @return 0 if it did not, or the passkey is gone
   */
  int use(String id, long signCount, boolean backedUp, Instant at);

  /** Removes one of a person's; of several callers exactly one is told 1. */
  int remove(String id, String userId);

  /** Removes all of a person's. */
  int removeAllOf(String userId);
}
