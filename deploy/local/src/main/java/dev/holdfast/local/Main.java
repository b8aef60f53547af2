package dev.holdfast.local;

import dev.holdfast.local.command.DemoCommand;
import dev.holdfast.local.command.RehearseCommand;
import dev.holdfast.local.command.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point behind {@code ./dev}. */
@Command(
    name = "dev",
    description = "Runs Holdfast on this machine.",
    subcommands = {UpCommand.class, DemoCommand.class, RehearseCommand.class},
    mixinStandardHelpOptions = true)
public final class Main {

  private Main() {}

  /** Runs one command and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
