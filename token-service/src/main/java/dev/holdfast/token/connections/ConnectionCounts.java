package dev.holdfast.token.connections;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at all connections at once, for operators; never at what they hold. */
public interface ConnectionCounts {

  /** How many there are by provider and state. */
  List<ConnectionCount> count();

  /** Since when the refresh ahead that waits longest has been due. */
  Optional<Instant> oldestDue();

  /** Since when the connection whose refreshes have failed longest should have been refreshed. */
  Optional<Instant> oldestFailing();

  /** How many ended connections providers have yet to revoke. */
  long waitingForRevocation();
}
