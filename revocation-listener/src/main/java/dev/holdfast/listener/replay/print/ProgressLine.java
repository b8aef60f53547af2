package dev.holdfast.listener.replay.print;

import dev.holdfast.listener.replay.read.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a reading is, at what rate, and how long it will take: a bar that is drawn again and
 * again on a terminal, a plain line now and then elsewhere. Not safe for several threads.
 */
public final class ProgressLine implements Progress {

  private static final double NANOS = 1e9;
  private static final double ON_TERMINAL = 0.2;
  private static final double ELSEWHERE = 10;
  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final long begun;
  private long told;

  /**
   * Begins now.
   *
   * @param nanos a clock that only runs forward, in nanoseconds
   */
  public ProgressLine(PrintWriter out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.told = begun;
  }

  @Override
  public void at(long done, long total) {
    long now = nanos.getAsLong();
    boolean last = done >= total;
    if (!last && (now - told) / NANOS < (terminal ? ON_TERMINAL : ELSEWHERE)) {
      return;
    }
    told = now;
    String text = text(done, total, (now - begun) / NANOS);
    if (terminal) {
      out.print("\r" + bar(done, total) + " " + text + "   " + (last ? "\n" : ""));
    } else {
      out.print(text + "\n");
    }
    out.flush();
  }

  private static String text(long done, long total, double seconds) {
    double rate = seconds > 0 ? done / seconds : 0;
    String left =
        done >= total || rate == 0 ? "" : ", %.0f s left".formatted((total - done) / rate);
    return String.format(
        Locale.ROOT, "%,d of %,d records read, %,.0f/s%s", done, total, rate, left);
  }

  private static String bar(long done, long total) {
    int filled = total == 0 ? WIDTH : (int) (done * WIDTH / total);
    return "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
  }
}
