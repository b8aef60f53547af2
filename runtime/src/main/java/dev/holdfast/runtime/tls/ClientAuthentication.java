package dev.holdfast.runtime.tls;

/** Whether a server asks its callers for a certificate. */
public enum ClientAuthentication {
  /** It does not. */
  NONE,

  /** It does; who shows none may call, who shows one that is not trusted may not. */
  OPTIONAL,

  /** It does, and who shows none may not call. */
  REQUIRED
}
