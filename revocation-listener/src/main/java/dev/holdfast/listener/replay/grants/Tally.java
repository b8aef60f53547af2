package dev.holdfast.listener.replay.grants;

import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many grants of each client there were: surely at least, and perhaps at most.
 *
 * @param least those beyond doubt
 * @param most those that are possible
 */
public record Tally(SortedMap<String, Integer> least, SortedMap<String, Integer> most) {

  /** Counts what was live then. */
  public static Tally of(Collection<Life> lives, Moment moment, Lifetimes lifetimes) {
    SortedMap<String, Integer> least = new TreeMap<>();
    SortedMap<String, Integer> most = new TreeMap<>();
    for (Life life : lives) {
      if (lifetimes.maybe(life, moment)) {
        most.merge(life.clientId(), 1, Integer::sum);
        if (lifetimes.surely(life, moment)) {
          least.merge(life.clientId(), 1, Integer::sum);
        }
      }
    }
    return new Tally(least, most);
  }

  /** Every client with a grant, of this or of {@code others}. */
  public SortedSet<String> clients(Collection<String> others) {
    SortedSet<String> all = new TreeSet<>(most.keySet());
    all.addAll(others);
    return all;
  }

  /** At least so many of this client. */
  public int least(String client) {
    return least.getOrDefault(client, 0);
  }

  /** At most so many of this client. */
  public int most(String client) {
    return most.getOrDefault(client, 0);
  }
}
