package dev.holdfast.bench.load;

import java.time.Duration;

/**
 * What was measured.
 *
 * @param operations how many were done
 * @param cpu what the server's processes spent on them
 * @param databaseCpu what the database spent meanwhile
 * @param wall how long it took
 * @param resident the server's memory at the end, in bytes
 * @param latencies how long each took, as its worker saw it
 */
public record Figure(
    long operations,
    Duration cpu,
    Duration databaseCpu,
    Duration wall,
    long resident,
    Latencies latencies) {

  private static final double MEBI = 1024.0 * 1024.0;

  /** Operations for each second of the server's CPU time. */
  public double perCpuSecond() {
    return operations / seconds(cpu);
  }

  /** Operations for each second on the clock. */
  public double perSecond() {
    return operations / seconds(wall);
  }

  /** Microseconds of the server's CPU time for each operation. */
  public double cpuMicros() {
    return seconds(cpu) * 1e6 / operations;
  }

  /** Microseconds of the database's CPU time for each operation. */
  public double databaseMicros() {
    return seconds(databaseCpu) * 1e6 / operations;
  }

  /** The server's memory in MiB. */
  public double residentMebibytes() {
    return resident / MEBI;
  }

  /** Milliseconds that so many of a hundred operations took at most. */
  public double millis(double percent) {
    return seconds(latencies.percentile(percent)) * 1e3;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
