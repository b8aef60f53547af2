package dev.holdfast.authserver.passkey;

import java.util.Locale;

/** Why an assertion is refused. People are told the same of each; logs and metrics are not. */
enum Refusal {
  /** Nothing that a browser would send. */
  UNREADABLE,
  /** Not the challenge of this request; or it was used, or took too long. */
  CHALLENGE,
  /** Nobody's, or removed. */
  UNKNOWN_PASSKEY,
  /** Another person's than the password, or than the authenticator says. */
  OTHER_PERSON,
  /** The signature, or anything that it covers, is wrong. */
  INVALID,
  /** Its counter went back. */
  CLONED,
  /** The person may not sign in; or was signed out everywhere since the password was right. */
  NOT_ALLOWED;

  /** Its name in logs and metrics. */
  String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
