package dev.holdfast.outbox;

/** The broker did not acknowledge; trying again later may help. */
public final class PublishException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Tells why; holds no payload. */
  public PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
