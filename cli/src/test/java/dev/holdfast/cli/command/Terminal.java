package dev.holdfast.cli.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Where the command is typed, with a server within reach. */
final class Terminal implements AutoCloseable {

  /** A user of the server. */
  static final String ID = "7e6f2c1a-3d5b-4b1e-9f00-1a2b3c4d5e6f";

  static final String USER =
      """
      {"id": "%s", "username": "ann", "name": "Ann", "state": "active", "roles": ["a", "b"]}"""
          .formatted(ID);

  final StubAuthserver server = new StubAuthserver();
  final Map<String, String> environment =
      new HashMap<>(Map.of("HOLDFAST_CLIENT_SECRET", "s3cret/+"));
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs a command at the server; the exit status. */
  int run(String command) {
    return run(command.isEmpty() ? new String[0] : command.split(" "));
  }

  int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(0, List.of("--issuer", server.issuer()));
    return execute(all);
  }

  /** Runs a command wherever it says. */
  int execute(List<String> given, String... more) {
    List<String> arguments = new ArrayList<>(given);
    arguments.addAll(List.of(more));
    CommandLine command = HoldfastCommand.commandLine(environment::get);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
