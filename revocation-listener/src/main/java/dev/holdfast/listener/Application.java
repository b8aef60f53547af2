package dev.holdfast.listener;

import dev.holdfast.runtime.stop.ServiceProcess;

/** Starts the service. */
public final class Application {

  private Application() {}

  /** Runs until told to stop. */
  public static void main(String[] arguments) {
    ServiceProcess.run(Application.class, arguments);
  }
}
