package dev.holdfast.gateway.upstream;

/** The upstream server did not answer. */
public final class UpstreamUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean late;

  UpstreamUnavailableException(boolean late, Throwable cause) {
    super("no answer from upstream", cause);
    this.late = late;
  }

  /** Whether it was reached, but took too long. */
  public boolean isLate() {
    return late;
  }
}
