package dev.holdfast.gateway.proxy.http;

/** The caller's token, or the session, ended while the call was under way. */
final class CutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CutException() {
    super("cut", null, false, false);
  }
}
