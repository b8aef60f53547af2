package dev.holdfast.bench.authserver;

import dev.holdfast.bench.load.Figure;
import dev.holdfast.bench.load.Load;
import dev.holdfast.bench.load.Work;
import dev.holdfast.bench.place.Place;
import dev.holdfast.bench.report.Machine;
import dev.holdfast.bench.report.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what tokens cost us, and what they cost Keycloak. */
@Command(
    name = "authserver",
    description = "Tokens for each second of server CPU time, beside Keycloak.",
    mixinStandardHelpOptions = true)
public final class AuthserverCommand implements Callable<Integer> {

  @Option(
      names = "--repository",
      hidden = true,
      defaultValue = ".",
      description = "Where the built modules are.")
  private Path repository = Path.of(".");

  @Option(
      names = "--only",
      description = "holdfast, keycloak-rs256 or keycloak-es256; all if not given.")
  private List<String> only = List.of();

  @Option(
      names = "--workload",
      description = "client credentials, rotating refresh or introspection; all if not given.")
  private List<String> workloads = List.of();

  @Option(
      names = "--concurrency",
      defaultValue = "8",
      description = "Callers at the same time (default: ${DEFAULT-VALUE}).")
  private int concurrency = 8;

  @Option(
      names = "--heap",
      defaultValue = "512",
      description = "MiB of heap; ours is shared by two JVMs (default: ${DEFAULT-VALUE}).")
  private int heap = 512;

  @Option(
      names = "--warm-up",
      defaultValue = "PT2M",
      description = "Server CPU time before counting (default: ${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ofMinutes(2);

  @Option(
      names = "--measured",
      defaultValue = "PT20S",
      description = "Server CPU time that counts (default: ${DEFAULT-VALUE}).")
  private Duration measured = Duration.ofSeconds(20);

  @Option(
      names = "--profile",
      description = "Leave flight recordings of our services in bench/target; costs some speed.")
  private boolean profile;

  @Spec private CommandSpec spec;

  private final Table table = new Table("", "/CPU s", "CPU µs", "database CPU µs", "/s", "RSS MiB");

  /** Made by picocli, which fills it in. */
  public AuthserverCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path root = repository.toAbsolutePath().normalize();
    Path target = root.resolve("bench").resolve("target");
    Path keycloak = target.resolve("keycloak").resolve("keycloak-" + KeycloakDistribution.VERSION);
    Path state = target.resolve("authserver-" + ProcessHandle.current().pid());
    try (Place place = Place.open(root, state, KeycloakDistribution.SCHEMA)) {
      run("holdfast", place, () -> Holdfast.start(place, heap, profile));
      run("keycloak-rs256", place, () -> Keycloak.start(place, keycloak, heap, "RS256"));
      run("keycloak-es256", place, () -> Keycloak.start(place, keycloak, heap, "ES256"));
    }
    out.println(Machine.description() + "\n\n" + table);
    out.flush();
    return 0;
  }

  private void run(String key, Place place, Supplier<Contender> start) throws InterruptedException {
    if (!only.isEmpty() && !only.contains(key)) {
      return;
    }
    try (Contender contender = start.get()) {
      var load = new Load(contender.processes(), place.databaseProcesses(), warmUp, measured);
      measure(load, contender, "client credentials", contender::clientCredentials);
      measure(load, contender, "rotating refresh", contender::refresh);
      measure(load, contender, "introspection", contender::introspection);
    }
  }

  private void measure(Load load, Contender contender, String what, Supplier<Work> work)
      throws InterruptedException {
    if (!work(what)) {
      return;
    }
    Figure figure = load.apply(Stream.generate(work).limit(concurrency).toList());
    String name = contender.name() + ": " + what;
    table.row(
        name,
        rounded(figure.perCpuSecond()),
        rounded(figure.cpuMicros()),
        rounded(figure.databaseMicros()),
        rounded(figure.perSecond()),
        rounded(figure.residentMebibytes()));
    PrintWriter progress = spec.commandLine().getErr();
    progress.println(name + ": " + rounded(figure.perCpuSecond()) + " per CPU second");
    progress.flush();
  }

  private boolean work(String what) {
    return workloads.isEmpty() || workloads.contains(what);
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
