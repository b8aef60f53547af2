package dev.holdfast.gateway.guard;

import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The server was not asked, so as not to add to its trouble. */
public final class LeftAloneException extends UpstreamUnavailableException {

  private static final long serialVersionUID = 1L;

  static final String FULL = "full";
  static final String OPEN = "open";
  static final String USER = "user";
  static final List<String> REASONS = List.of(FULL, OPEN, USER);

  private final String why;
  private final Duration retryAfter;

  LeftAloneException(String why, Duration retryAfter) {
    super(Stage.CONNECTING, new IOException(why));
    this.why = why;
    this.retryAfter = retryAfter;
  }

  String why() {
    return why;
  }

  /** Whether the caller alone keeps it busy enough. */
  public boolean isForTheCallerOnly() {
    return why.equals(USER);
  }

  /** When asking may make sense again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
