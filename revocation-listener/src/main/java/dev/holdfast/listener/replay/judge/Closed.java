package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cases judged last, in brief, so that a late repetition is told from something new. */
final class Closed {

  /** About 10 MB. */
  private static final int MANY = 50_000;

  private record Brief(Instant time, int decision) {}

  private final Map<String, Brief> briefs = new LinkedHashMap<>();
  private Instant forgotten = Instant.MIN;

  void note(Case judged) {
    judged
        .decisions()
        .forEach(
            decision -> briefs.put(judged.event(), new Brief(judged.time(), digest(decision))));
    Iterator<Brief> oldest = briefs.values().iterator();
    while (briefs.size() > MANY) {
      Brief brief = oldest.next();
      oldest.remove();
      forget(brief.time());
    }
  }

  /** Something of this time is gone, so what belongs to it will be missed. */
  void forget(Instant time) {
    forgotten = time.isAfter(forgotten) ? time : forgotten;
  }

  boolean knows(String event) {
    return briefs.containsKey(event);
  }

  /** Whether the same was decided before. */
  boolean repeats(AuditEvent.Decision decision) {
    Brief brief = briefs.get(decision.cause());
    return brief != null && brief.decision() == digest(decision);
  }

  /** Cases up to this time may have been forgotten. */
  Instant forgotten() {
    return forgotten;
  }

  private static int digest(AuditEvent.Decision decision) {
    return Recorded.timeless(decision).hashCode();
  }
}
