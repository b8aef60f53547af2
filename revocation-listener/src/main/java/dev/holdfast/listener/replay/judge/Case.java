package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.replay.grants.Life;
import dev.holdfast.listener.replay.read.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything found about one identity event: itself, its decision, and the grants it ended. */
final class Case {

  private final Map<String, Life> ended = new LinkedHashMap<>(2);
  private final List<AuditEvent.Decision> decisions = new ArrayList<>(1);
  private final String event;
  private final SubjectId subject;
  private Optional<Sighting> cause = Optional.empty();
  private Instant decided = Instant.MAX;
  private boolean due;

  Case(String event, SubjectId subject) {
    this.event = event;
    this.subject = subject;
  }

  String event() {
    return event;
  }

  /** Whom it is about, by the record that was found first. */
  SubjectId subject() {
    return subject;
  }

  /** From now on it waits for nothing but the window. */
  void due() {
    due = true;
  }

  boolean isDue() {
    return due;
  }

  void caused(Sighting sighting) {
    if (cause.isEmpty()) {
      cause = Optional.of(sighting);
    }
  }

  /** A redelivered cause is recorded twice with nothing but times changed; that tells nothing. */
  void decided(AuditEvent.Decision decision) {
    if (decisions.isEmpty() || !isKnown(decision)) {
      decisions.add(decision);
      Instant time = decision.header().time();
      decided = decided.isBefore(time) ? decided : time;
    }
  }

  private boolean isKnown(AuditEvent.Decision decision) {
    return decisions.stream().anyMatch(known -> Recorded.same(known, decision));
  }

  void ended(Life life) {
    ended.putIfAbsent(life.gid(), life);
  }

  Optional<IdentityEvent> cause() {
    return cause.map(sighting -> (IdentityEvent) sighting.event());
  }

  Optional<Sighting> sighting() {
    return cause;
  }

  /** The decisions that differ in more than time; more than one is one too many. */
  List<AuditEvent.Decision> decisions() {
    return Collections.unmodifiableList(decisions);
  }

  Collection<Life> ended() {
    return Collections.unmodifiableCollection(ended.values());
  }

  boolean ended(String gid) {
    return ended.containsKey(gid);
  }

  SortedMap<String, Integer> endedByClient() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    ended.values().forEach(life -> counts.merge(life.clientId(), 1, Integer::sum));
    return counts;
  }

  boolean complete() {
    return cause.isPresent() && !decisions.isEmpty();
  }

  /** When it was first decided; before that, when it happened. */
  Instant time() {
    if (!decisions.isEmpty()) {
      return decided;
    }
    return cause
        .map(Sighting::time)
        .or(
            () ->
                ended.values().stream()
                    .flatMap(life -> life.end().stream())
                    .map(Life.End::at)
                    .findFirst())
        .orElseThrow();
  }
}
