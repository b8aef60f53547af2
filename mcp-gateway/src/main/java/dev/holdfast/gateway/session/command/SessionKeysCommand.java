package dev.holdfast.gateway.session.command;

import dev.holdfast.gateway.session.SessionKeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Changes the file of session keys, one step at a time: every replica must have a key before any
 * seals with it, and keep it for as long as sessions live that it sealed.
 *
 * <p>Exit status: 0 done, 1 it could not be done, 2 wrong usage.
 */
@Command(
    name = "session-keys",
    mixinStandardHelpOptions = true,
    subcommands = CommandLine.HelpCommand.class,
    description = "Looks after the keys that seal MCP sessions.")
@SuppressWarnings("NullAway.Init") // Picocli sets the field.
public final class SessionKeysCommand {

  @Spec private CommandSpec spec;

  private SessionKeysCommand() {}

  /** Runs and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SessionKeysCommand())
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println("session-keys: " + failure.getMessage());
              return 1;
            });
  }

  @Command(name = "new-file", description = "Makes a file with one key.")
  void newFile(@Parameters(paramLabel = "FILE", description = "Must not exist.") Path file)
      throws IOException, GeneralSecurityException {
    if (!new SessionKeyFile(file).create()) {
      throw new IOException(file + " exists");
    }
    tell("made", new SessionKeyFile(file).keys().getFirst().id());
  }

  @Command(name = "list", description = "Tells the keys; the primary one seals.")
  void list(@Parameters(paramLabel = "FILE") Path file)
      throws IOException, GeneralSecurityException {
    new SessionKeyFile(file)
        .keys()
        .forEach(key -> out().println(key.id() + (key.primary() ? " primary" : "")));
    out().flush();
  }

  @Command(name = "add", description = "Adds a key that opens and does not seal yet.")
  void add(@Parameters(paramLabel = "FILE") Path file)
      throws IOException, GeneralSecurityException {
    tell("added", new SessionKeyFile(file).add());
  }

  @Command(name = "promote", description = "Makes a key the one that seals.")
  void promote(@Parameters(paramLabel = "FILE") Path file, @Parameters(paramLabel = "ID") int id)
      throws IOException, GeneralSecurityException {
    new SessionKeyFile(file).promote(id);
    tell("promoted", id);
  }

  @Command(name = "remove", description = "Removes a key; sessions it sealed are over.")
  void remove(@Parameters(paramLabel = "FILE") Path file, @Parameters(paramLabel = "ID") int id)
      throws IOException, GeneralSecurityException {
    new SessionKeyFile(file).remove(id);
    tell("removed", id);
  }

  private void tell(String what, int id) {
    out().println(what + " " + id);
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
