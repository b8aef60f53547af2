package dev.holdfast.listener.broker;

/** The broker did not acknowledge a record. Writing it again later is the answer. */
public final class NotWrittenException extends RuntimeException {

  NotWrittenException(String topic, Throwable cause) {
    super("A record for " + topic + " was not acknowledged", cause);
  }
}
