package dev.holdfast.token;

import dev.holdfast.runtime.stop.ServiceProcess;
import dev.holdfast.token.encryption.command.KeysCommand;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;

/** Starts the token-service. */
@Factory
public final class Application {

  Application() {}

  /** Runs until the process is told to stop; or a command, if {@code keys} is the first word. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("keys")) {
      KeysCommand.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    ServiceProcess.run(Application.class, args);
  }

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
