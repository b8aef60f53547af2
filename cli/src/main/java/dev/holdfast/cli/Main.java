package dev.holdfast.cli;

import dev.holdfast.cli.command.HoldfastCommand;

/** Runs and exits. */
public final class Main {

  private Main() {}

  /**
   * Exit status: 0 done, 1 the server refused, 2 wrong usage, or the server could not be asked.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(HoldfastCommand.commandLine(System::getenv).execute(arguments));
  }
}
