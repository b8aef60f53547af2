package dev.holdfast.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Signing keys. */
@Command(name = "key", description = "Shows signing keys, and makes the next ones.")
@SuppressWarnings("NullAway.Init") // Picocli sets the fields.
final class KeyCommand implements Runnable {

  private static final String KEYS = "/admin/keys";
  private static final List<String> COLUMNS =
      List.of("kid", "algorithm", "state", "at", "createdAt");

  @Spec private CommandSpec spec;
  @ParentCommand private HoldfastCommand holdfast;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done with signing keys?");
  }

  @Command(name = "list", description = "Lists signing keys.")
  void list() {
    print(holdfast.api().get(KEYS));
  }

  @Command(name = "rotate", description = "Makes the next signing keys, and lists them.")
  void rotate() {
    print(holdfast.api().post(KEYS + "/rotate"));
  }

  private void print(JsonNode answer) {
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    answer.forEach(keys::add);
    holdfast.print(keys, COLUMNS);
  }
}
