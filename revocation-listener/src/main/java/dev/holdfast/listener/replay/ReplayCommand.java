package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.ClockFactory;
import dev.holdfast.listener.replay.explain.Hero;
import dev.holdfast.listener.replay.grants.Lifetimes;
import dev.holdfast.listener.replay.judge.Selection;
import dev.holdfast.listener.replay.print.Format;
import dev.holdfast.listener.replay.print.Printer;
import dev.holdfast.listener.replay.print.ProgressLine;
import dev.holdfast.listener.replay.print.Sum;
import dev.holdfast.listener.replay.read.Progress;
import dev.holdfast.listener.replay.read.TopicReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Lists decisions with their causes, makes each again from the events and the grants of then, and
 * compares. Reads only: joins no group, commits nothing, writes nothing. Progress goes to standard
 * error.
 *
 * <p>Exit status: 0 all as it should be, 1 a mismatch, 2 wrong usage or no connection.
 */
@Command(
    name = "holdfast-replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Lists the decisions of the revocation-listener, makes each again, and compares.",
      "Reads only. Exit status: 0 all sound, 1 a mismatch, 2 trouble."
    })
@SuppressWarnings("NullAway.Init") // Picocli sets the fields, required ones always.
public final class ReplayCommand implements Callable<Integer> {

  private static final int MISMATCH = 1;
  private static final int TROUBLE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap",
      required = true,
      defaultValue = "${HOLDFAST_BOOTSTRAP}",
      description = "The brokers, as host:port.")
  private String bootstrap;

  @Option(
      names = "--command-config",
      description = "Properties for the Kafka consumer, such as security.protocol.")
  private @Nullable Path commandConfig;

  @Option(
      names = "--from",
      description = "First instant of decisions, as ISO 8601 in UTC; all if left out.")
  private @Nullable Instant from;

  @Option(names = "--to", description = "The instant after the last; now if left out.")
  private @Nullable Instant to;

  @Option(
      names = "--from-offset",
      split = ",",
      paramLabel = "PARTITION:OFFSET",
      description = "First offsets of causes on the identity topic.")
  private List<String> fromOffsets = List.of();

  @Option(
      names = "--to-offset",
      split = ",",
      paramLabel = "PARTITION:OFFSET",
      description = "Offsets after the last causes.")
  private List<String> toOffsets = List.of();

  @Option(names = "--user", description = "Only this user: issuer, comma, subject.")
  private @Nullable String user;

  @Option(names = "--client", description = "Only decisions that name this client.")
  private @Nullable String client;

  @Option(names = "--event", description = "Only the event or decision of this id.")
  private @Nullable String event;

  @Option(
      names = "--explain",
      paramLabel = "GRANT|ISSUER,SUBJECT",
      description = "Tell the story of one grant or one user instead, in order.")
  private @Nullable String explain;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if left out.")
  private Format format;

  @Option(names = "--mismatches", description = "Print only what does not fit.")
  private boolean onlyMismatches;

  @Option(names = "--audit-topic", defaultValue = Topics.AUDIT, description = "Decisions.")
  private String auditTopic;

  @Option(names = "--identity-topic", defaultValue = Topics.IDENTITY, description = "Causes.")
  private String identityTopic;

  @Option(names = "--tokens-topic", defaultValue = Topics.TOKENS, description = "Grants.")
  private String tokensTopic;

  @Option(
      names = "--no-grants",
      description = "Compare decisions with their causes only; counts are taken at their word.")
  private boolean withoutGrants;

  @Option(
      names = "--whole",
      description =
          "Read from the beginning: the brokers' record times are earlier than the events'.")
  private boolean whole;

  @Option(
      names = "--window",
      defaultValue = "PT1M",
      description = "How far apart what belongs together may be found; ${DEFAULT-VALUE}.")
  private Duration window;

  @Option(
      names = "--unused-grant",
      defaultValue = "P30D",
      description = "holdfast.token.grants.refresh-lifetime of then; ${DEFAULT-VALUE}.")
  private Duration unusedGrant;

  @Option(
      names = "--longest-grant",
      defaultValue = "P90D",
      description = "holdfast.token.grants.absolute-lifetime of then; ${DEFAULT-VALUE}.")
  private Duration longestGrant;

  /** Runs and exits. */
  public static void main(String[] arguments) {
    // Before the first logger: standard output is for the answer.
    System.setProperty("logback.configurationFile", "dev/holdfast/listener/replay/logback.xml");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ReplayCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println("replay: " + failure.getMessage());
              return TROUBLE;
            });
  }

  @Override
  public Integer call() throws IOException {
    Selection selection = selection();
    try (TopicReader topics = TopicReader.open(bootstrap, connection())) {
      return explain == null ? check(topics, selection) : explain(topics, hero(explain), selection);
    }
  }

  private int check(TopicReader topics, Selection selection) {
    Instant now = ClockFactory.standard().instant();
    Sum sum = new Sum();
    Printer printer = format.printer();
    PrintWriter out = spec.commandLine().getOut();
    printer.begin(out);
    replay()
        .run(
            topics,
            selection,
            now,
            finding -> {
              sum.add(finding);
              if (!onlyMismatches || !finding.sound()) {
                printer.print(out, finding);
              }
            },
            progress());
    printer.end(out, sum);
    out.flush();
    return sum.sound() ? 0 : MISMATCH;
  }

  private int explain(TopicReader topics, Hero hero, Selection selection) {
    List<String> story = replay().explain(topics, hero, selection, progress());
    PrintWriter out = spec.commandLine().getOut();
    story.forEach(out::println);
    out.flush();
    if (story.isEmpty()) {
      throw new IllegalStateException("Nothing is on record of " + explain);
    }
    return 0;
  }

  private Hero hero(String text) {
    try {
      return Hero.of(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--explain is a grant's id, or issuer, comma, subject", e);
    }
  }

  private Replay replay() {
    return new Replay(
        new Replay.Names(
            identityTopic, auditTopic, withoutGrants ? Optional.empty() : Optional.of(tokensTopic)),
        new Lifetimes(unusedGrant, longestGrant),
        window,
        whole);
  }

  private Progress progress() {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new ProgressLine(spec.commandLine().getErr(), terminal, System::nanoTime);
  }

  private Selection selection() {
    Instant first = from == null ? Instant.MIN : from;
    Instant last = to == null ? Instant.MAX : to;
    if (!first.isBefore(last)) {
      throw new ParameterException(spec.commandLine(), "--from must be before --to");
    }
    return new Selection(
        first,
        last,
        Offsets.of(fromOffsets),
        Offsets.of(toOffsets),
        who(),
        Optional.ofNullable(client),
        Optional.ofNullable(event));
  }

  private Optional<SubjectId> who() {
    if (user == null) {
      return Optional.empty();
    }
    int comma = user.indexOf(',');
    try {
      // Without a comma the issuer is empty, which no identity allows.
      return Optional.of(
          new SubjectId(user.substring(0, Math.max(comma, 0)), user.substring(comma + 1)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--user must be issuer, comma, subject: " + e.getMessage(), e);
    }
  }

  private Properties connection() throws IOException {
    Properties properties = new Properties();
    if (commandConfig != null) {
      try (Reader reader = Files.newBufferedReader(commandConfig)) {
        properties.load(reader);
      }
    }
    return properties;
  }
}
