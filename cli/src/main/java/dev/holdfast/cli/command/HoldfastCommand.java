package dev.holdfast.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.cli.api.Login;
import dev.holdfast.cli.api.OperatorApi;
import dev.holdfast.cli.api.RefusedException;
import dev.holdfast.cli.api.UnavailableException;
import dev.holdfast.contracts.secret.Secret;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The whole command. It asks as an operator's client, whose secret comes from a file or from the
 * environment: a command line can be read by everybody on the machine.
 */
@Command(
    name = "holdfast",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "(user|client|session|grant|key) COMMAND",
    description = "Looks after users, clients, login sessions, grants and signing keys.",
    footer = {
      "",
      "The operator's client secret comes from --secret-file, or from the environment:",
      "HOLDFAST_CLIENT_SECRET_FILE or HOLDFAST_CLIENT_SECRET.",
      "",
      "Exit status: 0 done, 1 the server refused, 2 wrong usage or no server to ask."
    },
    subcommands = {
      UserCommand.class,
      ClientCommand.class,
      SessionCommand.class,
      GrantCommand.class,
      KeyCommand.class
    })
@SuppressWarnings("NullAway.Init") // Picocli sets the fields.
public final class HoldfastCommand implements Runnable {

  private static final int REFUSED = 1;
  private static final int TROUBLE = 2;
  private static final URI USUAL_ISSUER = URI.create("http://localhost:9000");

  private final Function<String, @Nullable String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--issuer",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = {
        "The authserver, by its public name. If left out: $HOLDFAST_ISSUER, or",
        "$HOLDFAST_AUTHSERVER_ISSUER as in its container, or http://localhost:9000."
      })
  private @Nullable URI issuer;

  @Option(
      names = "--address",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = {
        "Where the authserver is reached from here, if not by its public name: https,",
        "or this machine. $HOLDFAST_ISSUER_ADDRESS if left out."
      })
  private @Nullable URI address;

  @Option(
      names = "--client-id",
      scope = ScopeType.INHERIT,
      paramLabel = "ID",
      defaultValue = "${env:HOLDFAST_CLIENT_ID:-operator}",
      description = "The operator's client; $HOLDFAST_CLIENT_ID or operator if left out.")
  private String clientId;

  @Option(
      names = "--secret-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Holds the client's secret.")
  private @Nullable Path secretFile;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
  private boolean json;

  private HoldfastCommand(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * The command, ready to execute.
   *
   * @param environment the environment's variables
   */
  public static CommandLine commandLine(Function<String, @Nullable String> environment) {
    return new CommandLine(new HoldfastCommand(environment))
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println("holdfast: " + failure.getMessage());
              return switch (failure) {
                case RefusedException _ -> REFUSED;
                case UnavailableException _ -> TROUBLE;
                default -> throw failure;
              };
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done?");
  }

  /** The API, as the operator. */
  OperatorApi api() {
    try {
      URI asked = issuer();
      return OperatorApi.open(new Login(asked, address(asked), clientId, secret()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Prints entries, as a table of these members. */
  void print(ArrayNode entries, List<String> members) {
    write(json ? Printed.json(entries) : Printed.table(entries, members));
  }

  /** Prints one entry. */
  void print(JsonNode entry) {
    write(json ? Printed.json(entry) : Printed.details(entry));
  }

  /** Says what was done, to people only. */
  void say(String what) {
    if (!json) {
      write(what + System.lineSeparator());
    }
  }

  private void write(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private URI issuer() {
    return issuer != null
        ? issuer
        : Stream.of("HOLDFAST_ISSUER", "HOLDFAST_AUTHSERVER_ISSUER")
            .map(this::variable)
            .filter(value -> !value.isEmpty())
            .findFirst()
            .map(URI::create)
            .orElse(USUAL_ISSUER);
  }

  private URI address(URI asked) {
    String elsewhere = variable("HOLDFAST_ISSUER_ADDRESS");
    if (address != null) {
      return address;
    }
    return elsewhere.isEmpty() ? asked : URI.create(elsewhere);
  }

  private Secret secret() {
    String file = variable("HOLDFAST_CLIENT_SECRET_FILE");
    String value = variable("HOLDFAST_CLIENT_SECRET");
    if (secretFile != null) {
      return SecretFile.read(secretFile);
    }
    if (!file.isEmpty() && !value.isEmpty()) {
      throw new IllegalArgumentException(
          "HOLDFAST_CLIENT_SECRET and HOLDFAST_CLIENT_SECRET_FILE are both set; set one");
    }
    if (!file.isEmpty()) {
      return SecretFile.read(Path.of(file));
    }
    if (!value.isEmpty()) {
      return Secret.of(value);
    }
    throw new IllegalArgumentException(
        "No client secret: give --secret-file or set HOLDFAST_CLIENT_SECRET_FILE or"
            + " HOLDFAST_CLIENT_SECRET");
  }

  /** A variable without white space around it; empty if it is not set. */
  private String variable(String name) {
    String value = environment.apply(name);
    return value == null ? "" : value.strip();
  }
}
