package dev.holdfast.listener.tokenservice;

import dev.holdfast.contracts.revocation.RevocationResult;

/** How the token-service answered. */
public sealed interface SweepOutcome {

  /** Done, now or under the same event id before. An epoch ends no grants: its result is empty. */
  record Applied(RevocationResult result) implements SweepOutcome {}

  /** The order itself is wrong; it will never be accepted. */
  record Refused(String why) implements SweepOutcome {}

  /** Passing trouble, or trouble of ours that someone can mend; the order stands. */
  record Unavailable(String why) implements SweepOutcome {}
}
