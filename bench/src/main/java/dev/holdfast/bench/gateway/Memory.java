package dev.holdfast.bench.gateway;

import dev.holdfast.bench.load.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM holds.
 *
 * @param heap bytes of live objects
 * @param resident bytes of everything
 */
record Memory(long heap, long resident) {

  /** Collects a JVM's garbage and looks at the rest. */
  static Memory of(long pid) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(pid),
            "GC.class_histogram");
    try {
      Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      jcmd.waitFor();
      return new Memory(live(said), new Processes(List.of(pid)).resident());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** The last column of the histogram's last line. */
  static long live(String histogram) {
    return histogram
        .lines()
        .filter(line -> line.startsWith("Total "))
        .map(line -> line.strip().split(" +", -1))
        .mapToLong(cells -> Long.parseLong(cells[cells.length - 1]))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No histogram: " + histogram));
  }
}
