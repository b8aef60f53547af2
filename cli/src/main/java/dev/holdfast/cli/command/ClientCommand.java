package dev.holdfast.cli.command;

import dev.holdfast.cli.api.OperatorApi;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Clients. */
@Command(name = "client", description = "Shows and removes clients.")
@SuppressWarnings("NullAway.Init") // Picocli sets the fields.
final class ClientCommand implements Runnable {

  private static final String CLIENTS = "/admin/clients";
  private static final List<String> COLUMNS =
      List.of("clientId", "name", "origin", "createdAt", "lastUsedAt");

  @Spec private CommandSpec spec;
  @ParentCommand private HoldfastCommand holdfast;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done with clients?");
  }

  @Command(name = "list", description = "Lists clients in the order of their ids.")
  void list(
      @Option(
              names = "--most",
              defaultValue = "1000",
              description = "When to stop; 1000 if left out.")
          int most) {
    holdfast.print(holdfast.api().all(CLIENTS + "?limit=200", "clients", most), COLUMNS);
  }

  @Command(name = "show", description = "Shows a client.")
  void show(@Parameters(paramLabel = "CLIENT") String client) {
    holdfast.print(holdfast.api().get(path(client)));
  }

  @Command(name = "delete", description = "Removes a client, and ends its grants.")
  void delete(@Parameters(paramLabel = "CLIENT") String client) {
    holdfast.api().delete(path(client));
    holdfast.say("Deleted");
  }

  private static String path(String client) {
    return CLIENTS + '/' + OperatorApi.encoded(client);
  }
}
