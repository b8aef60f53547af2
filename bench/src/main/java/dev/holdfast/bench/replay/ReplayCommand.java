package dev.holdfast.bench.replay;

import dev.holdfast.bench.place.Place;
import dev.holdfast.bench.place.Scratch;
import dev.holdfast.bench.place.TimeLimit;
import dev.holdfast.bench.report.Machine;
import dev.holdfast.bench.report.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures the audit replay beside a consumer that only reads, each in a JVM of its own with the
 * same heap, on the clock and with their starts; the consumer as the JVM has it, and with all that
 * {@code ./dev replay} tells its JVM. The replay must find everything sound.
 */
@Command(
    name = "replay",
    description = "The audit replay of many events, beside a consumer that only reads.",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

  private static final double NANOS = 1e9;

  @Option(
      names = "--repository",
      hidden = true,
      defaultValue = ".",
      description = "Where the built modules are.")
  private Path repository = Path.of(".");

  @Option(
      names = "--events",
      defaultValue = "1000000",
      description = "Events to write first (default: ${DEFAULT-VALUE}).")
  private int events = 1_000_000;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Runs of each; the middle one counts (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--heap",
      defaultValue = "256",
      description = "MiB of heap (default: ${DEFAULT-VALUE}).")
  private int heap = 256;

  @Option(
      names = "--limit",
      defaultValue = "PT10M",
      description = "Time on the clock after which the run gives up (default: ${DEFAULT-VALUE}).")
  private Duration limit = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;

  /** Made by picocli, which fills it in. */
  public ReplayCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws Exception {
    Path root = repository.toAbsolutePath().normalize();
    Path target = root.resolve("bench").resolve("target");
    Path state = target.resolve("replay-" + ProcessHandle.current().pid());
    TimeLimit.start(limit);
    try (Scratch _ = new Scratch(state, target.resolve("replay.log"));
        Place place = Place.withoutDatabase(root, state)) {
      place.system().startPart(place.settings().broker());
      String bootstrap = place.settings().bootstrapServers();
      print(Machine.description());
      int written = write(bootstrap);
      List<Double> bare = new ArrayList<>();
      List<Double> tuned = new ArrayList<>();
      List<Double> replay = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        bare.add(seconds(List.of(), bare(bootstrap)));
        tuned.add(seconds(options(root, state.resolve("bare.jsa")), bare(bootstrap)));
        replay.add(seconds(options(root, state.resolve("replay.jsa")), replay(root, bootstrap)));
      }
      print("\n" + table(written, middle(bare), middle(tuned), middle(replay)));
      return 0;
    } catch (InterruptedException e) {
      print("Not finished within " + limit);
      return 1;
    }
  }

  private int write(String bootstrap) {
    try (History history = new History(bootstrap)) {
      return history.write(events);
    }
  }

  private List<String> bare(String bootstrap) {
    return List.of(
        System.getProperty("java.class.path"),
        "dev.holdfast.bench.Main",
        "bare-consumer",
        "--bootstrap",
        bootstrap);
  }

  private static List<String> replay(Path root, String bootstrap) throws IOException {
    Path target = root.resolve("revocation-listener").resolve("target");
    try (var jars = Files.newDirectoryStream(target, "revocation-listener-*.jar")) {
      return List.of(
          jars.iterator().next().toString(),
          "dev.holdfast.listener.replay.ReplayCommand",
          "--bootstrap",
          bootstrap,
          "--mismatches");
    }
  }

  /** As {@code ./dev replay} has them. */
  private static List<String> options(Path root, Path archive) {
    Path file = root.resolve("deploy/images/arguments/revocation-listener/holdfast-replay.options");
    return List.of(
        "-XX:VMOptionsFile=" + file,
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + archive,
        "-Xlog:disable");
  }

  private double seconds(List<String> options, List<String> program)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xmx" + heap + "m", "-cp"));
    command.addAll(program);
    long begun = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said = process.inputReader().readAllLines();
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException(
          "Ended with status %d: %s".formatted(status, String.join("\n", said)));
    }
    double seconds = (System.nanoTime() - begun) / NANOS;
    note("%.1f s: %s".formatted(seconds, said.isEmpty() ? "" : said.getLast()));
    return seconds;
  }

  private static Table table(int written, double bare, double tuned, double replay) {
    return new Table(
            String.format(Locale.ROOT, "%,d events", written), "s", "/s", "replay beside it")
        .row("bare consumer", number("%.1f", bare), rate(written, bare), ratio(bare, replay))
        .row(
            "with the replay's JVM options",
            number("%.1f", tuned),
            rate(written, tuned),
            ratio(tuned, replay))
        .row("replay", number("%.1f", replay), rate(written, replay), "");
  }

  private static String rate(int written, double seconds) {
    return number("%,.0f", written / seconds);
  }

  private static String ratio(double bare, double replay) {
    return number("%.2f", bare / replay);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static double middle(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private void note(String progress) {
    spec.commandLine().getErr().println(progress);
    spec.commandLine().getErr().flush();
  }
}
