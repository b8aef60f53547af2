package dev.holdfast.bench.signing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Counts the CPU time of an operation on the calling thread, in rounds, after a warm-up. CPU time
 * rather than wall time, so that neighbours on the machine do not count; the median of the rounds,
 * so that a compilation or a collection in one of them does not either.
 */
final class ThreadCost {

  private static final int ROUNDS = 9;
  private static final int CHUNK = 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Duration warmUp;
  private final Duration round;

  // Read by nobody, but the compiler cannot know: what is written here must be computed.
  @SuppressWarnings("unused")
  private volatile int sink;

  ThreadCost(Duration warmUp, Duration round) {
    this.warmUp = warmUp;
    this.round = round;
  }

  /** CPU nanoseconds of one call. */
  double nanosPerCall(Callable<?> operation) throws Exception {
    repeat(operation, warmUp);
    double[] rounds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      rounds[i] = repeat(operation, round);
    }
    return median(rounds);
  }

  private double repeat(Callable<?> operation, Duration atLeast) throws Exception {
    long begun = THREADS.getCurrentThreadCpuTime();
    long calls = 0;
    long spent = 0;
    int seen = 0;
    while (spent < atLeast.toNanos()) {
      for (int i = 0; i < CHUNK; i++) {
        seen ^= System.identityHashCode(operation.call());
      }
      calls += CHUNK;
      spent = THREADS.getCurrentThreadCpuTime() - begun;
    }
    sink = seen;
    return (double) spent / calls;
  }

  static double median(double[] values) {
    double[] sorted =
        IntStream.range(0, values.length).mapToDouble(i -> values[i]).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
