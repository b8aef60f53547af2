package dev.holdfast.listener.tokenservice;

import dev.holdfast.contracts.revocation.RevokeGrants;

/** Applies sweeps where the grants are. */
public interface Sweeps {

  /**
   * Applies one sweep; twice under the same event id changes nothing the second time. Callers retry
   * {@link SweepOutcome.Unavailable} with the same sweep, in order.
   */
  SweepOutcome apply(RevokeGrants order);
}
