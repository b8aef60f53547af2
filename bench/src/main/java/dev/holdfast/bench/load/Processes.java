package dev.holdfast.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Processes whose costs are added up. Linux only: it reads {@code /proc}. */
public record Processes(List<Long> pids) {

  private static final String RESIDENT = "VmRSS:";
  private static final int KIBI = 1024;

  /** Keeps its own copy. */
  public Processes {
    pids = List.copyOf(pids);
  }

  /** CPU time of all their threads since they started, in steps of 10 ms. */
  public Duration cpu() {
    return pids.stream().map(Processes::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  /** Memory that is theirs now, in bytes. */
  public long resident() {
    return pids.stream().mapToLong(Processes::resident).sum();
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("Process " + pid + " is gone"));
  }

  private static long resident(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .map(kibibytes -> kibibytes * KIBI)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
