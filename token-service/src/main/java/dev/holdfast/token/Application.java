package dev.holdfast.token;

import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.Micronaut;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Starts the token-service. */
@Factory
public final class Application {

  Application() {}

  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    Micronaut.run(Application.class, args);
  }

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
