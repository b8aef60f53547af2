package dev.holdfast.embedded;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the main classes share: settings from the environment, the ready line, an orderly end. */
final class Foreground {

  static {
    // Named apart, so that this jar on another program's class path does not configure its logging.
    System.setProperty("logback.configurationFile", "dev/holdfast/embedded/logback.xml");
  }

  private static final Logger log = LoggerFactory.getLogger(Foreground.class);

  private final Map<String, String> environment;

  Foreground(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The setting, or the complaint that it is missing. */
  String require(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException("Set the environment variable " + name));
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  int number(String name, int otherwise) {
    return optional(name).map(Integer::parseInt).orElse(otherwise);
  }

  /**
   * Starts the server, says {@code ready} and lives until SIGTERM or SIGINT, which close the server
   * and exit with 0 rather than with the JVM's 143 or 130. Exits with 1 if the server does not
   * start.
   */
  static void serve(Supplier<? extends AutoCloseable> start) {
    try {
      AutoCloseable server = start.get();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "orderly-end"));
      System.out.println("ready");
      Thread.currentThread().join();
    } catch (InterruptedException _) {
      System.exit(0);
    } catch (RuntimeException e) {
      // Half a broker leaves threads behind that would keep the process alive.
      log.atError().setCause(e).log("Not started");
      System.exit(1);
    }
  }

  private static void end(AutoCloseable server) {
    int status = 0;
    try {
      server.close();
    } catch (Exception e) {
      log.atError().setCause(e).log("Did not stop in good order");
      status = 1;
    }
    // A hook cannot change the status with exit, which would wait for this very hook.
    Runtime.getRuntime().halt(status);
  }
}
