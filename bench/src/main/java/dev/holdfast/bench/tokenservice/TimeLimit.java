package dev.holdfast.bench.tokenservice;

import java.io.PrintWriter;
import java.time.Duration;

/** Ends the process after so long, in good order: what it started is stopped by its hooks. */
final class TimeLimit {

  private static final int STATUS = 3;

  private TimeLimit() {}

  /** Says so before it ends. */
  static void start(Duration limit, PrintWriter err) {
    Thread.ofPlatform().daemon().name("time-limit").start(() -> endAfter(limit, err));
  }

  private static void endAfter(Duration limit, PrintWriter err) {
    try {
      Thread.sleep(limit);
    } catch (InterruptedException _) {
      return;
    }
    err.println("Gave up after " + limit);
    err.flush();
    System.exit(STATUS);
  }
}
