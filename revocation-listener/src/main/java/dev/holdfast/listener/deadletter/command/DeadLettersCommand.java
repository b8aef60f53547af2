package dev.holdfast.listener.deadletter.command;

import dev.holdfast.contracts.events.Topics;
import dev.holdfast.listener.deadletter.DeadLetterReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Parked records, for operators: {@code list} shows them, {@code redrive} puts them back.
 *
 * <p>Exit status: 0 done, 2 wrong usage or no connection.
 */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Shows the records that the revocation-listener has parked, or puts them back.",
    subcommands = {ListCommand.class, RedriveCommand.class})
@SuppressWarnings("NullAway.Init") // Picocli sets the fields, required ones always.
public final class DeadLettersCommand implements Runnable {

  private static final int TROUBLE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap",
      defaultValue = "${HOLDFAST_BOOTSTRAP}",
      scope = ScopeType.INHERIT,
      description = "The brokers, as host:port.")
  private @Nullable String bootstrap;

  @Option(
      names = "--command-config",
      scope = ScopeType.INHERIT,
      description = "Properties for the Kafka clients, such as security.protocol.")
  private @Nullable Path commandConfig;

  @Option(
      names = "--topic",
      defaultValue = Topics.IDENTITY_DLT,
      scope = ScopeType.INHERIT,
      description = "Where they are; ${DEFAULT-VALUE} if left out.")
  private String topic;

  @Option(
      names = "--reason",
      split = ",",
      scope = ScopeType.INHERIT,
      description = "Only those parked for this reason; may be repeated.")
  private Set<String> reasons = new TreeSet<>();

  /** Runs and exits. */
  public static void main(String[] arguments) {
    // Before the first logger: standard output is for the answer.
    System.setProperty("logback.configurationFile", "dev/holdfast/listener/replay/logback.xml");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new DeadLettersCommand())
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println("dead-letters: " + failure.getMessage());
              return TROUBLE;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say list or redrive");
  }

  String topic() {
    return topic;
  }

  /** The reasons asked for; all if none. */
  Set<String> reasons() {
    Set<String> all = new TreeSet<>();
    Arrays.stream(DeadLetterReason.values()).map(DeadLetterReason::wireName).forEach(all::add);
    if (!all.containsAll(reasons)) {
      throw new ParameterException(spec.commandLine(), "--reason is one of " + all);
    }
    return reasons.isEmpty() ? all : reasons;
  }

  Properties connection() throws IOException {
    Properties properties = new Properties();
    if (commandConfig != null) {
      try (Reader reader = Files.newBufferedReader(commandConfig)) {
        properties.load(reader);
      }
    }
    if (bootstrap == null || bootstrap.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--bootstrap is missing");
    }
    properties.put("bootstrap.servers", bootstrap);
    return properties;
  }

  static void print(PrintWriter out, Parked parked) {
    out.printf(
        "%-24s  %d/%-6d  %-14s  %-32s  %s %s  %s%n",
        parked.time(),
        parked.partition().partition(),
        parked.offset(),
        parked.reason(),
        parked.type().isEmpty() ? "-" : parked.type(),
        parked.origin(),
        parked.place(),
        parked.detail());
  }
}
