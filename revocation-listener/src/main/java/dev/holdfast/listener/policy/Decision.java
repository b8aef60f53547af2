package dev.holdfast.listener.policy;

import dev.holdfast.contracts.revocation.RevokeGrants;

/** What an identity event leads to. */
public sealed interface Decision {

  /** These grants end. */
  record Sweep(RevokeGrants order) implements Decision {}

  /** Nothing ends, and this is why. */
  record Nothing(String why) implements Decision {}
}
