package dev.holdfast.gateway;

import io.micronaut.runtime.Micronaut;

/** Starts the gateway. */
public final class Application {

  private Application() {}

  /** Starts the gateway with settings from the environment. */
  public static void main(String[] args) {
    Micronaut.run(Application.class, args);
  }
}
