package dev.holdfast.gateway.waiting;

/** Ends a request on an event loop, so that it begins anew where it may wait. */
public final class MustNotWaitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MustNotWaitException() {
    super("not on an event loop", null, false, false);
  }
}
