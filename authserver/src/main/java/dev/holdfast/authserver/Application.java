package dev.holdfast.authserver;

import io.micronaut.runtime.Micronaut;

/** Starts the authorization server. */
public final class Application {

  private Application() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    Micronaut.run(Application.class, args);
  }
}
