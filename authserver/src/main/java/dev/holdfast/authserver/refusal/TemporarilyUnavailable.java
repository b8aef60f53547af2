package dev.holdfast.authserver.refusal;

/** Something behind us does not answer now; the same request may succeed later. */
public final class TemporarilyUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Says what is missing, for the log. */
  public TemporarilyUnavailable(String what, Throwable cause) {
    super(what, cause);
  }
}
