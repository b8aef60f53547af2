package dev.holdfast.gateway.upstream;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait for one server, where that is not as long as for others.
 *
 * @param name the server's
 * @param connectTimeout how long to wait for a connection to the server
 * @param answerTimeout how long to wait for the head of its answer
 */
@EachProperty("holdfast.gateway.servers")
record ServerTimeouts(
    @Parameter String name, @Nullable Duration connectTimeout, @Nullable Duration answerTimeout) {

  /** Refuses times that are none. */
  ServerTimeouts {
    String setting = "holdfast.gateway.servers." + name;
    if (connectTimeout != null) {
      Times.requirePositive(setting + ".connect-timeout", connectTimeout);
    }
    if (answerTimeout != null) {
      Times.requirePositive(setting + ".answer-timeout", answerTimeout);
    }
  }
}
