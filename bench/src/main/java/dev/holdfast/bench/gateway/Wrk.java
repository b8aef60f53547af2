package dev.holdfast.bench.gateway;

import dev.holdfast.bench.load.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Loads a proxy with calls of a tool, from native code, so that the load takes little itself. */
final class Wrk {

  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"weather",\
      "arguments":{"city":"Ghent"}}}""";

  // What wrk prints itself is rounded.
  private static final String SCRIPT =
      """
      wrk.method = "POST"
      wrk.body = '@body@'
      wrk.headers["Content-Type"] = "application/json"
      wrk.headers["Accept"] = "application/json, text/event-stream"
      wrk.headers["MCP-Protocol-Version"] = "2025-11-25"
      @headers@
      done = function(summary, latency, requests)
        local e = summary.errors
        local failed = e.connect + e.read + e.write + e.status + e.timeout
        print(string.format("figures %d %d %d %d %d", summary.requests, summary.duration,
            latency:percentile(50), latency:percentile(99), failed))
      end
      """;

  private final Path program;
  private final Path directory;
  private final Cores cores;
  private final Duration warmUp;
  private final Duration measured;

  /**
   * Load that is not applied yet.
   *
   * @param warmUp CPU time of the proxy before counting
   * @param measured on the clock
   */
  Wrk(Path program, Path directory, Cores cores, Duration warmUp, Duration measured) {
    this.program = program;
    this.directory = directory;
    this.cores = cores;
    this.warmUp = warmUp;
    this.measured = measured;
  }

  /** Calls until the proxy has spent so much, and then for as long as it counts. */
  Speed load(Processes proxy, URI address, Map<String, String> headers, int connections) {
    Path script = script(headers);
    Duration until = proxy.cpu().plus(warmUp);
    while (proxy.cpu().compareTo(until) < 0) {
      run(script, address, connections, Duration.ofSeconds(2));
    }
    Duration before = proxy.cpu();
    long[] figures = run(script, address, connections, measured);
    Duration cpu = proxy.cpu().minus(before);
    return new Speed(
        figures[0],
        cpu,
        Duration.ofNanos(figures[1] * 1000),
        figures[2],
        figures[3],
        proxy.resident());
  }

  private long[] run(Path script, URI address, int connections, Duration duration) {
    List<String> command =
        cores.pinned(
            List.of(
                program.toString(),
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + duration.toSeconds() + "s",
                "--script=" + script,
                address.toString()));
    try {
      Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      wrk.waitFor();
      long[] figures =
          said.lines()
              .filter(line -> line.startsWith("figures "))
              .flatMapToLong(
                  line -> List.of(line.split(" ", -1)).stream().skip(1).mapToLong(Long::parseLong))
              .toArray();
      if (figures.length != 5 || figures[4] != 0 || figures[0] == 0) {
        throw new IllegalStateException("The calls fail: " + said);
      }
      return figures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private Path script(Map<String, String> headers) {
    String lines =
        headers.entrySet().stream()
            .map(
                header ->
                    "wrk.headers[\"%s\"] = \"%s\"".formatted(header.getKey(), header.getValue()))
            .collect(Collectors.joining("\n"));
    try {
      return Files.writeString(
          directory.resolve("call.lua"),
          SCRIPT.replace("@body@", CALL).replace("@headers@", lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
