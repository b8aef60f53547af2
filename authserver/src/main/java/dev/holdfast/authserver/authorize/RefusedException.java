package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** Ends the list of checks with the error to send back; never leaves this package. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient ErrorObject error;

  RefusedException(ErrorObject error) {
    super(error.getCode(), null, false, false);
    this.error = error;
  }

  static void refuseIf(boolean wrong, ErrorObject error, String description)
      throws RefusedException {
    if (wrong) {
      throw new RefusedException(error.setDescription(description));
    }
  }

  ErrorObject error() {
    return error;
  }
}
