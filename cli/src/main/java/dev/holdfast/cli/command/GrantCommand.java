package dev.holdfast.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.cli.api.OperatorApi;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What has access to a user's things. */
@Command(name = "grant", description = "Shows and ends what has access to a user's things.")
@SuppressWarnings("NullAway.Init") // Picocli sets the fields.
final class GrantCommand implements Runnable {

  private static final List<String> COLUMNS =
      List.of("gid", "clientId", "device", "resources", "issuedAt", "lastUsedAt");

  @Spec private CommandSpec spec;
  @ParentCommand private HoldfastCommand holdfast;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done with grants?");
  }

  @Command(name = "list", description = "Lists the live grants of a user, the last used one first.")
  void list(@Parameters(paramLabel = "USER") String user) {
    OperatorApi api = holdfast.api();
    ArrayNode grants = JsonNodeFactory.instance.arrayNode();
    api.get(UserCommand.path(api, user) + "/grants").forEach(grants::add);
    holdfast.print(grants, COLUMNS);
  }

  @Command(name = "end", description = "Ends a grant of a user.")
  void end(
      @Parameters(paramLabel = "USER") String user, @Parameters(paramLabel = "GID") String gid) {
    OperatorApi api = holdfast.api();
    api.delete(UserCommand.path(api, user) + "/grants/" + OperatorApi.encoded(gid));
    holdfast.say("Ended");
  }
}
