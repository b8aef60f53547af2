package dev.holdfast.cli.api;

/** The server understood and said no. The message is for the operator. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  RefusedException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
