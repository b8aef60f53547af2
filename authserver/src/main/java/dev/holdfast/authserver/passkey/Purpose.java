package dev.holdfast.authserver.passkey;

/** What a challenge may be answered for. */
public enum Purpose {
  /** To add a passkey; bound to the login session. */
  ADD,
  /** To sign in with nothing else; bound to the pending request. */
  SIGN_IN,
  /** To confirm a password; bound to the pending request. */
  CONFIRM
}
