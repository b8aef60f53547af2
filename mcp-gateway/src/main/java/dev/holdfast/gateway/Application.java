package dev.holdfast.gateway;

import dev.holdfast.gateway.session.command.SessionKeysCommand;
import dev.holdfast.runtime.stop.ServiceProcess;
import java.util.Arrays;

/** Starts the gateway. */
public final class Application {

  private Application() {}

  /** Runs the gateway; or a command, if {@code session-keys} is the first word. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("session-keys")) {
      SessionKeysCommand.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    ServiceProcess.run(Application.class, args);
  }
}
