package dev.holdfast.bench.tokenservice;

import dev.holdfast.bench.load.Figure;
import dev.holdfast.bench.load.Latencies;
import dev.holdfast.bench.report.Table;
import dev.holdfast.bench.tokenservice.Sweeps.Swept;
import java.util.Locale;

/** What a run found, in three tables. Each addition answers the line that tells of progress. */
final class Report {

  private final Table speed =
      new Table("", "/CPU s", "CPU µs", "database CPU µs", "/s", "p50 ms", "p99 ms", "RSS MiB");
  private final Table sweeps = new Table("", "median ms", "slowest ms", "statements");
  private final Table storage = new Table("", "rows", "MiB", "bytes each");

  /**
   * What an operation cost.
   *
   * @param among how many grants there were
   */
  String speed(String what, int among, Figure figure) {
    String name = name(what, among);
    speed.row(
        name,
        rounded(figure.perCpuSecond()),
        rounded(figure.cpuMicros()),
        rounded(figure.databaseMicros()),
        rounded(figure.perSecond()),
        precise(figure.millis(50)),
        precise(figure.millis(99)),
        rounded(figure.residentMebibytes()));
    return name + ": " + rounded(figure.perCpuSecond()) + " per CPU second";
  }

  /** What the end of so many grants of a person cost. */
  String sweep(int grants, int among, Swept swept) {
    String name = name("sweep of " + whole(grants), among);
    Latencies latencies = swept.latencies();
    String median = precise(millis(latencies, 50));
    sweeps.row(name, median, precise(millis(latencies, 100)), whole(swept.statements()));
    return name + ": " + median + " ms";
  }

  /** How large a table was. */
  void storage(String table, int among, Storage size) {
    storage.row(
        name(table, among),
        whole(size.rows()),
        precise((size.data() + size.index()) / 1048576.0),
        rounded(size.bytesPerRow()));
  }

  /** Ready to be printed, or to be pasted into a document. */
  @Override
  public String toString() {
    return speed + "\n\n" + sweeps + "\n\n" + storage;
  }

  private static String name(String what, int among) {
    return what + " among " + whole(among);
  }

  private static double millis(Latencies latencies, double percent) {
    return latencies.percentile(percent).toNanos() / 1e6;
  }

  private static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String precise(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
