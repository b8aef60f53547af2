package dev.holdfast.token.revocation;

import dev.holdfast.contracts.revocation.RevocationResult;
import java.util.SortedMap;

/**
 * What one call for a sweep came to.
 *
 * @param answer what the event is answered, now and whenever it comes again
 * @param repeated whether another call had done all of it
 * @param revoked how many grants this call ended
 * @param spared how many it looked at and left
 */
record Applied(RevocationResult answer, boolean repeated, int revoked, int spared) {

  /** All of it was done here. */
  static Applied now(RevocationResult answer) {
    return new Applied(answer, false, sum(answer.revoked()), sum(answer.spared()));
  }

  /** Nothing was left to do. */
  static Applied before(RevocationResult answer) {
    return new Applied(answer, true, 0, 0);
  }

  private static int sum(SortedMap<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
