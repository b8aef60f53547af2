package dev.holdfast.authserver;

import dev.holdfast.runtime.start.Service;

/** Starts the authorization server. */
public final class Application {

  private Application() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    Service.serve(Application.class, args);
  }
}
