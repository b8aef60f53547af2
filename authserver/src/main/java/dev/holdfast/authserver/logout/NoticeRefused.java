package dev.holdfast.authserver.logout;

/** A client did not take a logout token; it may take the next one. */
final class NoticeRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Says what went wrong, for the log; without a stack trace, because it is no defect. */
  NoticeRefused(String what) {
    super(what, null, false, false);
  }
}
