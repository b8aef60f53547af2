package dev.holdfast.listener.foreign;

import dev.holdfast.listener.deadletter.DeadLetterReason;

/** A record does not say what it must. The detail holds none of its content. */
final class UnusableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final DeadLetterReason reason;
  private final String detail;

  UnusableException(DeadLetterReason reason, String detail) {
    super(detail);
    this.reason = reason;
    this.detail = detail;
  }

  DeadLetterReason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }
}
