package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Lists the decisions between two instants with their causes, decides each again, and compares.
 * Reads only: joins no group, commits nothing, writes nothing. Progress goes to standard error.
 *
 * <p>Exit status: 0 all as it should be, 1 a mismatch, 2 wrong usage or no connection.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Lists and checks the decisions of the revocation-listener.")
@SuppressWarnings("NullAway.Init") // Picocli sets the fields, required ones always.
public final class ReplayCommand implements Callable<Integer> {

  private static final int MISMATCH = 1;
  private static final int TROUBLE = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--bootstrap", required = true, description = "The brokers, as host:port.")
  private String bootstrap;

  @Option(names = "--from", required = true, description = "First instant, as ISO 8601 in UTC.")
  private Instant from;

  @Option(names = "--to", required = true, description = "The instant after the last.")
  private Instant to;

  @Option(names = "--user", description = "Only this user: issuer, comma, subject.")
  private @Nullable String user;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if left out.")
  private Format format;

  @Option(
      names = "--command-config",
      description = "Properties for the Kafka consumer, such as security.protocol.")
  private @Nullable Path commandConfig;

  @Option(names = "--audit-topic", defaultValue = Topics.AUDIT, description = "Decisions.")
  private String auditTopic;

  @Option(names = "--identity-topic", defaultValue = Topics.IDENTITY, description = "Causes.")
  private String identityTopic;

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
    if (!from.isBefore(to)) {
      throw new ParameterException(spec.commandLine(), "--from must be before --to");
    }
    Optional<SubjectId> who = who();
    PrintWriter progress = spec.commandLine().getErr();
    try (TopicScan topics = TopicScan.open(bootstrap, connection())) {
      List<Finding> findings =
          new Replay(topics, auditTopic, identityTopic, progress::println).between(from, to, who);
      spec.commandLine().getOut().print(format.print(findings));
      spec.commandLine().getOut().flush();
      return findings.stream().allMatch(Finding::sound) ? 0 : MISMATCH;
    }
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
