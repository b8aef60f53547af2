package dev.holdfast.cli.api;

/** The server could not be asked, or did not make sense. The message is for the operator. */
public final class UnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnavailableException(String message) {
    super(message, null, false, false);
  }
}
