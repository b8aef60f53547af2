package dev.holdfast.authserver.grants;

import dev.holdfast.contracts.grants.GrantTokens;

/** How a refresh ended. */
public sealed interface Refreshed {

  /** The grant lives. */
  record Renewed(GrantTokens tokens) implements Refreshed {}

  /** The token is unknown, expired, reused, or another client's. Final. */
  record Refused() implements Refreshed {}

  /** More scope than was granted (RFC 6749, section 6). The token is unspent. */
  record ScopeExceeded() implements Refreshed {}

  /** A resource that was not granted (RFC 8707, section 2.2). The token is unspent. */
  record ResourceExceeded() implements Refreshed {}
}
