package dev.holdfast.bench.load;

import java.time.Duration;
import java.util.Arrays;

/** How long operations took, all of them, so that percentiles are exact. Any thread may add. */
public final class Latencies {

  private static final int FIRST_SIZE = 1 << 12;

  private long[] nanos = new long[FIRST_SIZE];
  private int size;

  /** One that is empty. */
  public Latencies() {}

  /** One more operation. */
  public synchronized void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = duration;
  }

  /** Forgets what was added, as it was warm-up. */
  public synchronized void clear() {
    size = 0;
  }

  /** How many were added. */
  public synchronized int count() {
    return size;
  }

  /**
   * What so many of a hundred operations took at most.
   *
   * @throws IllegalStateException if there are none
   */
  public synchronized Duration percentile(double percent) {
    if (size == 0) {
      throw new IllegalStateException("Nothing was measured");
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * size);
    return Duration.ofNanos(sorted[Math.max(rank, 1) - 1]);
  }
}
