package dev.holdfast.listener.broker;

/** A record is larger than producer, broker or topic allow. Writing it again will not help. */
public final class TooLargeException extends RuntimeException {

  TooLargeException(String topic, Throwable cause) {
    super("A record is too large for " + topic, cause);
  }
}
