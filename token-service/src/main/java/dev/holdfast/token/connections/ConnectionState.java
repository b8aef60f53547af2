package dev.holdfast.token.connections;

/** Whether a provider still honours a connection. */
public enum ConnectionState {

  /** As far as we know. */
  LIVE,

  /** It refused the refresh token: only the user can help, by consenting anew. */
  NEEDS_CONSENT
}
