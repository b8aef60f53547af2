package dev.holdfast.gateway;

import dev.holdfast.gateway.session.command.SessionKeysCommand;
import io.micronaut.runtime.Micronaut;
import java.util.Arrays;

/** Starts the gateway. */
public final class Application {

  private Application() {}

  /**
   * Starts the gateway with settings from the environment; or runs a command, if {@code
   * session-keys} is the first word.
   */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("session-keys")) {
      SessionKeysCommand.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    Micronaut.run(Application.class, args);
  }
}
