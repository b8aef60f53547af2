package dev.holdfast.runtime.start;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a service cannot start, in one line: the setting, by its property and its environment
 * variable, and what is wrong with it.
 *
 * @param reason the line; holds no secret
 * @param story the exception, if the line does not tell all of it
 */
public record StartFailure(String reason, @Nullable Throwable story) {

  private static final Logger log = LoggerFactory.getLogger(StartFailure.class);

  /** What is behind an exception that ended a start. */
  public static StartFailure of(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    Optional<String> reason =
        causes.stream()
            .flatMap(cause -> Reasons.ofOurs(cause).stream())
            .findFirst()
            .or(
                () ->
                    causes.reversed().stream()
                        .flatMap(cause -> Reasons.ofOthers(cause).stream())
                        .findFirst());
    return reason
        .map(line -> new StartFailure(line, null))
        .orElseGet(() -> new StartFailure(innermost(causes), failure));
  }

  /** Writes it to the log. */
  public void log() {
    log.atError().setCause(story).log("Cannot start: {}", reason);
  }

  private static String innermost(List<Throwable> causes) {
    Throwable last = causes.getLast();
    return last.getClass().getSimpleName()
        + ": "
        + Objects.requireNonNullElse(last.getMessage(), "").lines().findFirst().orElse("");
  }
}
