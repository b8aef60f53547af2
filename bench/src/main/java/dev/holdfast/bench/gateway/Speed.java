package dev.holdfast.bench.gateway;

import java.time.Duration;

/**
 * How fast a proxy was.
 *
 * @param calls how many it passed on
 * @param cpu what it spent on them
 * @param wall how long it took
 * @param p50 microseconds that half of the calls took at most, as the client saw it
 * @param p99 that all but a hundredth took at most
 * @param resident its memory at the end, in bytes
 */
record Speed(long calls, Duration cpu, Duration wall, long p50, long p99, long resident) {

  double perCpuSecond() {
    return calls / seconds(cpu);
  }

  double perSecond() {
    return calls / seconds(wall);
  }

  double cpuMicros() {
    return seconds(cpu) * 1e6 / calls;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
