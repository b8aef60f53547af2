package dev.holdfast.gateway.upstream;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait for one server, where that is not as long as for others.
 *
 * @param name the server's
 * @param connectTimeout for a connection
 * @param answerTimeout for the head of an answer
 */
@EachProperty("holdfast.gateway.servers")
record ServerTimeouts(
    @Parameter String name, @Nullable Duration connectTimeout, @Nullable Duration answerTimeout) {

  /** Refuses times that are none. */
  ServerTimeouts {
    if (Stream.of(connectTimeout, answerTimeout)
        .anyMatch(time -> time != null && !time.isPositive())) {
      throw new IllegalArgumentException(
          "holdfast.gateway.servers." + name + " has a time-out that is not positive");
    }
  }
}
