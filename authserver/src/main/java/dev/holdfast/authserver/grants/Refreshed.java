package dev.holdfast.authserver.grants;

import dev.holdfast.contracts.grants.GrantTokens;

/** How a refresh ended. */
public sealed interface Refreshed {

  /** The grant lives. */
  record Renewed(GrantTokens tokens) implements Refreshed {}

  /** The token is unknown, expired, reused, or another client's. Final. */
  record Refused() implements Refreshed {}
}
