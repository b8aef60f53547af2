package dev.holdfast.bench.denial;

import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.bench.load.Latencies;
import dev.holdfast.bench.place.Place;
import dev.holdfast.bench.place.Scratch;
import dev.holdfast.bench.place.TimeLimit;
import dev.holdfast.bench.report.Machine;
import dev.holdfast.bench.report.Table;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.RegisteredClient;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.local.system.LocalSystem;
import dev.holdfast.local.system.Part;
import dev.holdfast.local.system.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how soon a login elsewhere is felt at the gateway, on a system that does nothing else.
 */
@Command(
    name = "denial",
    description = "From a login elsewhere to the older session's first refused call.",
    mixinStandardHelpOptions = true)
public final class DenialCommand implements Callable<Integer> {

  // One person signs in more often than a person may.
  private static final Map<String, String> MANY_LOGINS =
      Map.of(
          "holdfast.authserver.limits.login-user.capacity", "100000",
          "holdfast.authserver.limits.login-address.capacity", "100000",
          "holdfast.authserver.limits.authorize.capacity", "100000");
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  @Option(
      names = "--repository",
      hidden = true,
      defaultValue = ".",
      description = "Where the built modules are.")
  private Path repository = Path.of(".");

  @Option(
      names = "--logins",
      defaultValue = "300",
      description = "Logins that count (default: ${DEFAULT-VALUE}).")
  private int logins = 300;

  @Option(
      names = "--warm-up",
      defaultValue = "200",
      description = "Logins before those (default: ${DEFAULT-VALUE}).")
  private int warmUp = 200;

  @Option(
      names = "--limit",
      defaultValue = "PT15M",
      description = "Time on the clock after which the run gives up (default: ${DEFAULT-VALUE}).")
  private Duration limit = Duration.ofMinutes(15);

  @Spec private CommandSpec spec;

  private final Clock clock = Clock.systemUTC();

  /** Made by picocli, which fills it in. */
  public DenialCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws Exception {
    Path root = repository.toAbsolutePath().normalize();
    Path target = root.resolve("bench").resolve("target");
    Path state = target.resolve("denial-" + ProcessHandle.current().pid());
    TimeLimit.start(limit);
    try (Scratch _ = new Scratch(state, target.resolve("denial.log"));
        Place place = Place.open(root, state)) {
      print(Machine.description());
      start(place.system());
      print(report(measure(place.settings())));
      return 0;
    } catch (InterruptedException e) {
      print("Not finished within " + limit);
      return 1;
    }
  }

  /** Compiled as they would be in production; the provider and the sample server play no part. */
  private static void start(LocalSystem system) {
    Settings settings = system.settings();
    system.startPart(settings.broker());
    system.startPart(settings.sample());
    for (Part part :
        List.of(
            settings.authserver().with(MANY_LOGINS),
            settings.tokenService(),
            settings.gateway(),
            settings.listener())) {
      system.startPart(part.lasting(256));
    }
  }

  private List<Story> measure(Settings settings) throws Exception {
    URI server = settings.mcp("plain");
    var redirect = URI.create(settings.issuer() + "/console/callback");
    OAuthClient console =
        OAuthClient.registered(server, RegisteredClient.publicClient("console", redirect), clock);
    Person person = Person.agreeing(Settings.DEMO_USER, settings.demoPassword());
    List<Story> stories = new ArrayList<>();
    try (Overhearing overhearing = Overhearing.begin(settings.bootstrapServers(), clock);
        Sentry sentry = new Sentry(server, clock);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Secret older = console.signIn(new Browser(), person).accessToken();
      for (int login = 0; login < warmUp + logins; login++) {
        Secret watched = older;
        var refused = threads.submit(() -> sentry.awaitRefusal(watched));
        Tokens newer = console.signIn(new Browser(), person);
        Story story = heard(overhearing, gid(watched), refused.get());
        if (login >= warmUp) {
          stories.add(story);
        }
        older = newer.accessToken();
      }
    }
    return stories;
  }

  private Story heard(Overhearing overhearing, String gid, Instant denied)
      throws InterruptedException {
    var deadline = clock.instant().plus(HEARD_WITHIN);
    Optional<Story> story = overhearing.story(gid, denied);
    while (story.isEmpty() && clock.instant().isBefore(deadline)) {
      Thread.sleep(LOOK_AGAIN);
      story = overhearing.story(gid, denied);
    }
    return story.orElseThrow(() -> new IllegalStateException("A denial without a story"));
  }

  private static String gid(Secret accessToken) throws ParseException {
    return SignedJWT.parse(accessToken.reveal()).getJWTClaimsSet().getStringClaim("gid");
  }

  private static String report(List<Story> stories) {
    Table table = new Table("", "p50 ms", "p99 ms", "slowest ms");
    row(table, "login to refusal", stories, Story::whole);
    row(table, "login on the topic (outbox, broker)", stories, Story::tellingOfLogin);
    row(table, "read and decided (listener)", stories, Story::deciding);
    row(table, "swept (token-service)", stories, Story::sweep);
    row(table, "end on the topic (outbox, broker)", stories, Story::tellingOfEnd);
    row(table, "heard and refused (gateway)", stories, Story::hearing);
    return stories.size() + " logins\n\n" + table;
  }

  private static void row(
      Table table, String name, List<Story> stories, Function<Story, Duration> step) {
    Latencies latencies = new Latencies();
    stories.forEach(story -> latencies.add(step.apply(story).toNanos()));
    table.row(
        name,
        millis(latencies.percentile(50)),
        millis(latencies.percentile(99)),
        millis(latencies.percentile(100)));
  }

  private static String millis(Duration duration) {
    return "%.1f".formatted(duration.toNanos() / 1e6);
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
