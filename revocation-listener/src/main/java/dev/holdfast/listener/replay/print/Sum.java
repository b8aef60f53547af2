package dev.holdfast.listener.replay.print;

import dev.holdfast.listener.replay.judge.Finding;

/** How many findings there were. Not safe for several threads. */
public final class Sum {

  private int decisions;
  private int missing;
  private int mismatches;
  private int notes;

  /** Counts one more. */
  public void add(Finding finding) {
    decisions += finding.decision().isPresent() ? 1 : 0;
    missing += finding.decision().isPresent() ? 0 : 1;
    mismatches += finding.sound() ? 0 : 1;
    notes += finding.notes().isEmpty() ? 0 : 1;
  }

  /** Whether nothing was wrong. */
  public boolean sound() {
    return mismatches == 0;
  }

  /** In words. */
  String words() {
    return "%d decisions, %d mismatches".formatted(decisions, mismatches)
        + (missing == 0 ? "" : ", %d events without a decision".formatted(missing))
        + (notes == 0 ? "" : ", %d that could not be told in full".formatted(notes));
  }
}
