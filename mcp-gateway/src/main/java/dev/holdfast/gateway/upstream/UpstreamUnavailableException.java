package dev.holdfast.gateway.upstream;

/** The upstream server did not answer. */
public class UpstreamUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  /** How far the request came. */
  public enum Stage {
    /** It was never sent: the server certainly did nothing. */
    CONNECTING,
    /** It was sent, and the connection broke before the answer was complete. */
    ANSWERING,
    /** It was sent, and the answer took too long. */
    WAITING
  }

  private final Stage stage;

  /** A request that came so far. */
  public UpstreamUnavailableException(Stage stage, Throwable cause) {
    super("no answer from upstream", cause);
    this.stage = stage;
  }

  /** How far the request came. */
  public Stage stage() {
    return stage;
  }
}
