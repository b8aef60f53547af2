package dev.holdfast.bench.gateway;

import dev.holdfast.bench.report.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures what a gateway holds for those who ask nothing of it now: sessions without a stream, and
 * sessions with one.
 *
 * @param launch starts the gateway
 * @param cores where its MCP server runs
 * @param directory for logs
 * @param sessions how many are opened without a stream
 * @param streams how many are held
 */
record Idle(Launch launch, Cores cores, Path directory, int sessions, int streams) {

  private static final String SERVER = "silent";
  private static final int WARM_UP = 500;
  private static final double KIBI = 1024.0;

  /** The columns of the table. */
  static Table table() {
    return new Table("", "heap MiB", "RSS MiB", "heap KiB each", "RSS KiB each");
  }

  /**
   * Fills the table.
   *
   * @param meanwhile calls tools while the streams are open
   */
  void measure(Table table, Consumer<Holdfast> meanwhile) {
    try (Proxy silent = SilentServer.start(cores, directory);
        Holdfast gateway = launch.with("Holdfast, streams open", SERVER, silent.port())) {
      String token = gateway.token(SERVER);
      try (var opener = new Sessions(gateway.server(SERVER), token)) {
        // Sessions and streams load classes and fill pools when they are the first.
        Streams.open(gateway.server(SERVER), token, opener.open(WARM_UP)).close();
        Memory before = gateway.memory();
        row(table, "Before", before, before, 0);
        opener.open(sessions);
        Memory opened = gateway.memory();
        row(table, whole(sessions) + " sessions, no streams", opened, before, sessions);
        List<String> ids = opener.open(streams);
        Memory without = gateway.memory();
        row(table, whole(streams) + " sessions more", without, opened, streams);
        try (var _ = Streams.open(gateway.server(SERVER), token, ids)) {
          row(table, whole(streams) + " streams open", gateway.memory(), without, streams);
          meanwhile.accept(gateway);
          row(table, "And after calls", gateway.memory(), without, 0);
        }
      }
    }
  }

  private static void row(Table table, String name, Memory now, Memory before, int count) {
    table.row(
        name,
        mebibytes(now.heap()),
        mebibytes(now.resident()),
        each(now.heap() - before.heap(), count),
        each(now.resident() - before.resident(), count));
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / KIBI / KIBI);
  }

  private static String each(long bytes, int count) {
    return count == 0 ? "" : String.format(Locale.ROOT, "%,.2f", bytes / KIBI / count);
  }

  private static String whole(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
