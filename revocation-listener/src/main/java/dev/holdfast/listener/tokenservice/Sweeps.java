package dev.holdfast.listener.tokenservice;

import dev.holdfast.listener.policy.Decision;

/** Applies orders where the grants are. */
public interface Sweeps {

  /**
   * Applies one order; twice under the same event id changes nothing the second time. Callers retry
   * {@link SweepOutcome.Unavailable} with the same order, in order.
   */
  SweepOutcome apply(Decision.Order decision);
}
