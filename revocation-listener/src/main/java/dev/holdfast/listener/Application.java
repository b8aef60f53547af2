package dev.holdfast.listener;

import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class Application {

  private Application() {}

  /** Runs until told to stop. */
  public static void main(String[] arguments) {
    Micronaut.run(Application.class, arguments);
  }
}
