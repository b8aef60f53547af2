package dev.holdfast.bench;

import dev.holdfast.bench.authserver.AuthserverCommand;
import dev.holdfast.bench.denial.DenialCommand;
import dev.holdfast.bench.gateway.GatewayCommand;
import dev.holdfast.bench.replay.BareCommand;
import dev.holdfast.bench.replay.ReplayCommand;
import dev.holdfast.bench.signing.SigningCommand;
import dev.holdfast.bench.tokenservice.TokenServiceCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point behind {@code ./dev bench}. */
@Command(
    name = "bench",
    description = "Measures; every figure is per CPU second, so a busy machine spoils little.",
    subcommands = {
      SigningCommand.class,
      AuthserverCommand.class,
      TokenServiceCommand.class,
      DenialCommand.class,
      GatewayCommand.class,
      ReplayCommand.class,
      BareCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Main {

  private Main() {}

  /** Runs one measurement and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
