package dev.holdfast.bearer;

/** Leaves the list of checks at the first that fails. */
final class RejectedTokenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Rejection reason;

  RejectedTokenException(Rejection reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Rejection reason() {
    return reason;
  }
}
