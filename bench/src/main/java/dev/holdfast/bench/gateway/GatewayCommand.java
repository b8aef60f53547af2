package dev.holdfast.bench.gateway;

import dev.holdfast.bench.issuer.StubIssuer;
import dev.holdfast.bench.place.Place;
import dev.holdfast.bench.place.Scratch;
import dev.holdfast.bench.report.Machine;
import dev.holdfast.bench.report.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what a call of a tool costs on its way through a proxy. */
@Command(
    name = "gateway",
    description = "Calls of a tool for each second of a proxy's CPU time, beside native proxies.",
    mixinStandardHelpOptions = true)
public final class GatewayCommand implements Callable<Integer> {

  @Option(
      names = "--repository",
      hidden = true,
      defaultValue = ".",
      description = "Where the built modules are.")
  private Path repository = Path.of(".");

  @Option(
      names = "--only",
      split = ",",
      description =
          "direct, nginx, haproxy-each, haproxy-map, spring, holdfast, unaudited (calls not on record) or"
              + " idle (sessions and streams); all if not given.")
  private List<String> only = List.of();

  @Option(
      names = "--connections",
      split = ",",
      defaultValue = "1,64",
      description = "Clients at the same time (default: ${DEFAULT-VALUE}).")
  private List<Integer> connections = List.of(1, 64);

  @Option(
      names = "--proxy-cores",
      defaultValue = "0",
      description = "Processors of the proxy (default: ${DEFAULT-VALUE}).")
  private String proxyCores = "0";

  @Option(
      names = "--load-cores",
      defaultValue = "1",
      description = "Processors of load and upstream (default: ${DEFAULT-VALUE}).")
  private String loadCores = "1";

  @Option(
      names = "--heap",
      defaultValue = "256",
      description = "MiB of heap (default: ${DEFAULT-VALUE}).")
  private int heap = 256;

  @Option(
      names = "--warm-up",
      defaultValue = "PT40S",
      description = "CPU time of a JVM before counting (default: ${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ofSeconds(40);

  @Option(
      names = "--measured",
      defaultValue = "PT10S",
      description = "Time on the clock that counts (default: ${DEFAULT-VALUE}).")
  private Duration measured = Duration.ofSeconds(10);

  @Option(
      names = "--sessions",
      defaultValue = "100000",
      description = "Sessions without a stream (default: ${DEFAULT-VALUE}).")
  private int sessions = 100_000;

  @Option(
      names = "--streams",
      defaultValue = "9000",
      description = "Idle streams; each is two files of the gateway's (default: ${DEFAULT-VALUE}).")
  private int streams = 9000;

  @Option(
      names = "--profile",
      description = "Leave a flight recording in bench/target; costs some speed.")
  private boolean profile;

  @Spec private CommandSpec spec;

  private final Table table =
      new Table("", "clients", "/CPU s", "CPU µs", "/s", "p50 µs", "p99 µs", "RSS MiB");

  private final Table held = Idle.table();

  /** Made by picocli, which fills it in. */
  public GatewayCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Path nginx = program("nginx");
    Path haproxy = program("haproxy");
    Path wrk = program("wrk");
    program("taskset");
    Path root = repository.toAbsolutePath().normalize();
    Path target = root.resolve("bench").resolve("target");
    Path state = target.resolve("gateway-" + ProcessHandle.current().pid());
    Cores proxies = new Cores(proxyCores);
    Cores load = new Cores(loadCores);
    try (Scratch _ = new Scratch(state, target.resolve("gateway.log"));
        Place place = Place.withoutDatabase(root, state);
        StubIssuer issuer = StubIssuer.start(place.settings().issuer());
        Proxy upstream = new Nginx(nginx, state).upstream(load)) {
      Wrk soon = new Wrk(wrk, state, load, Duration.ofMillis(500), measured);
      Wrk late = new Wrk(wrk, state, load, warmUp, measured);
      String audience = place.settings().mcp("tools").toString();
      var haproxies = new Haproxy(haproxy, state, issuer, upstream.port(), proxies);
      if (isWanted("direct")) {
        rows(upstream, soon);
      }
      measure("nginx", soon, () -> new Nginx(nginx, state).proxy(upstream.port(), proxies));
      measure("haproxy-each", soon, () -> haproxies.verifying(audience));
      measure("haproxy-map", soon, () -> haproxies.remembering(audience));
      var spring = new SpringCloudGateway(root, state, issuer, upstream.port(), proxies, heap);
      measure("spring", late, () -> spring.proxy(audience));
      if (isWanted("holdfast") || isWanted("unaudited") || isWanted("idle")) {
        Launch launch = new Launch(place, issuer, upstream.port(), proxies, heap);
        measure("holdfast", late, () -> launch.audited(recording(target, "gateway")));
        measure("unaudited", late, () -> launch.unaudited(recording(target, "unaudited")));
        if (isWanted("idle")) {
          new Idle(launch, load, state, sessions, streams)
              .measure(held, gateway -> rows(gateway, soon));
        }
      }
      return 0;
    } finally {
      print(spec.commandLine().getOut(), Machine.description() + "\n\n" + table + "\n\n" + held);
    }
  }

  private String recording(Path target, String name) {
    return profile ? Launch.recording(target.resolve(name + ".jfr")) : "";
  }

  private void measure(String key, Wrk load, Supplier<Contender> start) {
    if (isWanted(key)) {
      try (Contender contender = start.get()) {
        rows(contender, load);
      }
    }
  }

  private boolean isWanted(String key) {
    return only.isEmpty() || only.contains(key);
  }

  private void rows(Contender contender, Wrk load) {
    for (int each : connections) {
      row(contender, load, "JSON", "/mcp/tools", each);
    }
    row(contender, load, "10 events", "/mcp/events", connections.getLast());
  }

  private void row(Contender contender, Wrk load, String what, String path, int clients) {
    Speed speed =
        load.load(contender.processes(), contender.address(path), contender.headers(path), clients);
    String name = contender.name() + ": " + what;
    table.row(
        name,
        "" + clients,
        rounded(speed.perCpuSecond()),
        String.format(Locale.ROOT, "%,.1f", speed.cpuMicros()),
        rounded(speed.perSecond()),
        whole(speed.p50()),
        whole(speed.p99()),
        rounded(speed.resident() / 1048576.0));
    print(
        spec.commandLine().getErr(),
        name + ", " + clients + ": " + rounded(speed.perCpuSecond()) + " per CPU second");
  }

  private static Path program(String name) {
    return Tool.find(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name
                        + " is not installed; on Debian: apt-get install nginx-light haproxy wrk"));
  }

  private static void print(PrintWriter to, String text) {
    to.println(text);
    to.flush();
  }

  private static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
