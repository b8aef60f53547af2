package dev.holdfast.bench.tokenservice;

import dev.holdfast.bench.load.Load;
import dev.holdfast.bench.place.Place;
import dev.holdfast.bench.place.Scratch;
import dev.holdfast.bench.place.TimeLimit;
import dev.holdfast.bench.report.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what grants and connections cost, with few and with many of them in the tables. */
@Command(
    name = "token-service",
    description = "Refreshes, sweeps and look-ups with few and with many grants in the tables.",
    mixinStandardHelpOptions = true)
public final class TokenServiceCommand implements Callable<Integer> {

  @Option(
      names = "--repository",
      hidden = true,
      defaultValue = ".",
      description = "Where the built modules are.")
  private Path repository = Path.of(".");

  @Option(names = "--only", description = "refresh, look-up or sweep; all if not given.")
  private List<String> only = List.of();

  @Option(
      names = "--grants",
      defaultValue = "10000",
      description =
          "Grants made by the service, each refreshed in turn (default: ${DEFAULT-VALUE}).")
  private int grants = 10_000;

  @Option(
      names = "--connections",
      defaultValue = "1000",
      description = "People connected by the service (default: ${DEFAULT-VALUE}).")
  private int connections = 1_000;

  @Option(
      names = "--many",
      defaultValue = "1000000",
      description =
          "Grants to fill up to, ten for a person; 0: do not (default: ${DEFAULT-VALUE}).")
  private int many = 1_000_000;

  @Option(
      names = "--sweeps",
      split = ",",
      defaultValue = "1,100,10000",
      description = "How many grants a swept person has (default: ${DEFAULT-VALUE}).")
  private List<Integer> swept = List.of(1, 100, 10_000);

  @Option(
      names = "--concurrency",
      defaultValue = "8",
      description = "Callers at the same time (default: ${DEFAULT-VALUE}).")
  private int concurrency = 8;

  @Option(
      names = "--heap",
      defaultValue = "256",
      description = "MiB of heap (default: ${DEFAULT-VALUE}).")
  private int heap = 256;

  @Option(
      names = "--buffer-pool",
      defaultValue = "1536",
      description =
          "MiB that the database keeps in memory; its log is a quarter (default: ${DEFAULT-VALUE}).")
  private int bufferPool = 1_536;

  @Option(
      names = "--warm-up",
      defaultValue = "PT1M",
      description = "Server CPU time before counting (default: ${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ofMinutes(1);

  @Option(
      names = "--measured",
      defaultValue = "PT20S",
      description = "Server CPU time that counts (default: ${DEFAULT-VALUE}).")
  private Duration measured = Duration.ofSeconds(20);

  @Option(
      names = "--limit",
      defaultValue = "PT40M",
      description = "Time on the clock after which the run gives up (default: ${DEFAULT-VALUE}).")
  private Duration limit = Duration.ofMinutes(40);

  @Option(
      names = "--profile",
      description = "Leave a flight recording in bench/target; costs some speed.")
  private boolean profile;

  @Spec private CommandSpec spec;

  private final Report report = new Report();

  /** Made by picocli, which fills it in. */
  public TokenServiceCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws Exception {
    Path root = repository.toAbsolutePath().normalize();
    Path target = root.resolve("bench").resolve("target");
    Path state = target.resolve("token-service-" + ProcessHandle.current().pid());
    TimeLimit.start(limit);
    try (Scratch _ = new Scratch(state, target.resolve("token-service.log"));
        Place place = Place.open(root, state, bufferPool);
        TokenService service = TokenService.start(place, heap, profile);
        Tables tables = Tables.open(place.settings())) {
      print(
          "%s, %d MiB of buffer pool".formatted(Machine.description(), tables.bufferPool() >> 20));
      measure(place, service, tables);
      return 0;
    } catch (InterruptedException e) {
      note("Not finished within " + limit);
      return 1;
    } finally {
      // What was measured until it failed is true all the same.
      print("\n" + report);
    }
  }

  private void measure(Place place, TokenService service, Tables tables)
      throws IOException, InterruptedException {
    var population = new Population(service, concurrency);
    var load = new Load(service.processes(), place.databaseProcesses(), warmUp, measured);
    List<RefreshChain> chains = population.grants(grants);
    List<Map<String, Object>> people = population.connected(connections);
    chains.getFirst().next(service.api());
    tables.awaitPublished();
    List<Rounds<RefreshChain>> refreshes =
        Rounds.dealt(chains, concurrency, chain -> chain.next(service.api()));
    List<Rounds<Map<String, Object>>> lookUps =
        Rounds.dealt(people, concurrency, key -> lookUp(service.api(), key));

    var sweeps = new Sweeps(service, population, tables);
    measure(load, refreshes, lookUps, grants);
    weigh(tables, grants);
    sweep(sweeps, grants);
    if (many > grants) {
      note("Filling the tables");
      tables.fillGrants(many - grants);
      tables.fillConnections(many / Population.GRANTS_EACH - connections);
      measure(load, refreshes, lookUps, many);
      weigh(tables, many);
      sweep(sweeps, many);
    }
  }

  private static void lookUp(Api api, Map<String, Object> key)
      throws IOException, InterruptedException {
    api.post("/connections/token", key, "accessToken");
  }

  private void measure(
      Load load,
      List<Rounds<RefreshChain>> refreshes,
      List<Rounds<Map<String, Object>>> lookUps,
      int among)
      throws InterruptedException {
    if (wanted("refresh")) {
      note(report.speed("refresh", among, load.apply(refreshes)));
    }
    if (wanted("look-up")) {
      note(report.speed("look-up", among, load.apply(lookUps)));
    }
  }

  private void sweep(Sweeps sweep, int among) throws IOException, InterruptedException {
    if (!wanted("sweep")) {
      return;
    }
    // Compiled by then, and every statement is known to the database.
    sweep.measure(100, 100);
    for (int each : swept) {
      note(report.sweep(each, among, sweep.measure(each, Math.clamp(10_000 / each, 5, 100))));
    }
  }

  private void weigh(Tables tables, int among) throws InterruptedException {
    tables.awaitPublished();
    for (String table : List.of("grants", "user_key", "connection", "revocation", "outbox")) {
      report.storage(table, among, tables.storage(table));
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private boolean wanted(String what) {
    return only.isEmpty() || only.contains(what);
  }

  private void note(String progress) {
    spec.commandLine().getErr().println(progress);
    spec.commandLine().getErr().flush();
  }
}
