package dev.holdfast.listener;

import dev.holdfast.runtime.start.Service;

/** Starts the service. */
public final class Application {

  private Application() {}

  /** Runs until told to stop. */
  public static void main(String[] arguments) {
    Service.serve(Application.class, arguments);
  }
}
