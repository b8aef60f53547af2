package dev.holdfast.outbox;

import java.time.Instant;
import java.util.Optional;

/** The committed events that are not yet published. */
public interface Backlog {

  /**
   * Publishes the oldest events and forgets them, in one transaction that holds the database's only
   * lease. If {@code publisher} throws, or the process dies, they stay.
   *
   * @param max how many at most
   * @return how many were published; 0 if another relay holds the lease
   */
  int drain(int max, Publisher publisher);

  /** How much waits. */
  Size size();

  /**
   * How much waits.
   *
   * @param pending number of events, {@value #MOST} at most: whoever is so far behind need not know
   *     by how much
   * @param oldest when the oldest of them was appended
   */
  record Size(long pending, Optional<Instant> oldest) {

    /** As far as events are counted. */
    public static final int MOST = 10_000;
  }
}
