package dev.holdfast.runtime.start;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;

/** A service as a process: as the framework runs it, but one that tells in one line why not. */
public final class Service extends Micronaut {

  private Service() {}

  /**
   * Runs until the process is told to end. A service that cannot start says why and ends the
   * process with status 1.
   *
   * @param application whose package holds the service
   */
  public static void serve(Class<?> application, String... arguments) {
    try {
      new Service().classes(application).args(arguments).start();
    } catch (RuntimeException failure) {
      end(failure);
    }
  }

  @Override
  protected void handleStartupException(Environment environment, Throwable failure) {
    end(failure);
  }

  /** Says why a service cannot start, and ends the process. */
  public static void end(Throwable failure) {
    StartFailure.of(failure).log();
    System.exit(1);
  }
}
