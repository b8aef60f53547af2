package dev.holdfast.token.encryption;

import java.security.GeneralSecurityException;

/** A key service cannot be reached, or has trouble of its own; the same call may succeed later. */
public final class KeyServiceAwayException extends GeneralSecurityException {

  private static final long serialVersionUID = 1L;

  private static final int TOO_MANY_REQUESTS = 429;

  /** Says what happened, without key material or credentials. */
  public KeyServiceAwayException(String message) {
    super(message);
  }

  /** Says what happened, without key material or credentials. */
  public KeyServiceAwayException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether an HTTP status says so. */
  public static boolean isToldBy(int status) {
    return status >= 500 || status == TOO_MANY_REQUESTS;
  }
}
