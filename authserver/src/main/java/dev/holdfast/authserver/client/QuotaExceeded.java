package dev.holdfast.authserver.client;

/** Too many clients registered, all in all or from one network. An answer, not a defect. */
public final class QuotaExceeded extends RuntimeException {

  private static final long serialVersionUID = 1;

  QuotaExceeded(String which) {
    super(which, null, false, false);
  }
}
