package dev.holdfast.listener.replay.judge;

import java.util.HashSet;
import java.util.Set;

/** Whose subjects the listener decides about; events of others are parked, not decided. */
final class Issuers {

  private final Set<String> decided = new HashSet<>();

  void note(String issuer) {
    decided.add(issuer);
  }

  /** Without a single decision, nobody can be told from the others. */
  boolean served(String issuer) {
    return decided.isEmpty() || decided.contains(issuer);
  }
}
