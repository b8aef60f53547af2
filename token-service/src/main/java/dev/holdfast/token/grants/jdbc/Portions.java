package dev.holdfast.token.grants.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Lists of ids for an {@code IN}, each as long as a power of two: so few statements are different
 * that the driver keeps all of them prepared.
 */
final class Portions {

  private static final int LARGEST = 512;

  private Portions() {}

  static Stream<List<String>> of(List<String> ids) {
    return ids.stream().gather(Gatherers.windowFixed(LARGEST)).map(Portions::filledUp);
  }

  /** An id that is named twice is the same as once. */
  private static List<String> filledUp(List<String> ids) {
    int missing = powerOfTwo(ids.size()) - ids.size();
    List<String> filled = new ArrayList<>(ids);
    filled.addAll(Collections.nCopies(missing, ids.getLast()));
    return filled;
  }

  private static int powerOfTwo(int least) {
    int highest = Integer.highestOneBit(least);
    return highest == least ? least : highest << 1;
  }
}
