package dev.holdfast.authserver;

import dev.holdfast.runtime.stop.ServiceProcess;

/** Starts the authorization server. */
public final class Application {

  private Application() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    ServiceProcess.run(Application.class, args);
  }
}
