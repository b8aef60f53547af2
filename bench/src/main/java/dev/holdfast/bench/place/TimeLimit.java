package dev.holdfast.bench.place;

import java.time.Duration;

/**
 * Interrupts whoever starts it after so long, so that a run that hangs cleans up; ends the process
 * if that does not help.
 */
public final class TimeLimit {

  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final int STATUS = 3;

  private TimeLimit() {}

  /** Counts from now on; the calling thread is the one to be interrupted. */
  public static void start(Duration limit) {
    Thread worker = Thread.currentThread();
    Thread.ofPlatform().daemon().name("time-limit").start(() -> endAfter(limit, worker));
  }

  private static void endAfter(Duration limit, Thread worker) {
    try {
      Thread.sleep(limit);
      worker.interrupt();
      Thread.sleep(GRACE);
    } catch (InterruptedException _) {
      return;
    }
    System.exit(STATUS);
  }
}
