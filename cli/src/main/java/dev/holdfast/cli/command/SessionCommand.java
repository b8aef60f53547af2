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

/** Login sessions. */
@Command(name = "session", description = "Shows and ends login sessions.")
@SuppressWarnings("NullAway.Init") // Picocli sets the fields.
final class SessionCommand implements Runnable {

  private static final List<String> COLUMNS =
      List.of("sid", "clientId", "device", "authTime", "lastSeenAt", "expiresAt");

  @Spec private CommandSpec spec;
  @ParentCommand private HoldfastCommand holdfast;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done with login sessions?");
  }

  @Command(name = "list", description = "Lists the live login sessions of a user.")
  void list(@Parameters(paramLabel = "USER") String user) {
    OperatorApi api = holdfast.api();
    ArrayNode sessions = JsonNodeFactory.instance.arrayNode();
    api.get(UserCommand.path(api, user) + "/sessions").forEach(sessions::add);
    holdfast.print(sessions, COLUMNS);
  }

  @Command(name = "end", description = "Ends a login session.")
  void end(@Parameters(paramLabel = "SID") String sid) {
    holdfast.api().delete("/admin/sessions/" + OperatorApi.encoded(sid));
    holdfast.say("Ended");
  }
}
