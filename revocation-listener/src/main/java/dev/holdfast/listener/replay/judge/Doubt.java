package dev.holdfast.listener.replay.judge;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a decision and what could not be told. */
final class Doubt {

  private final List<String> mismatches = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void mismatch(String sentence) {
    mismatches.add(sentence);
  }

  void note(String sentence) {
    notes.add(sentence);
  }

  /** A mismatch, unless something may be missing from the record: then a note that says so. */
  void mismatchUnless(boolean incomplete, String sentence, String excuse) {
    if (incomplete) {
      note(sentence + ": not on record, because " + excuse);
    } else {
      mismatch(sentence);
    }
  }

  List<String> mismatches() {
    return mismatches;
  }

  List<String> notes() {
    return notes;
  }
}
