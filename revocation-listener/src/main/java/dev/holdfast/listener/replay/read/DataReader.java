package dev.holdfast.listener.replay.read;

import dev.holdfast.contracts.events.AuditEvent;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the members of an event's data. */
final class DataReader {

  private final Cursor cursor;

  DataReader(Cursor cursor) {
    this.cursor = cursor;
  }

  void read(Draft draft) {
    cursor.step('{');
    while (cursor.next('}')) {
      switch (cursor.name()) {
        case "sub_id" -> subject(draft);
        case "gid" -> draft.gid = cursor.text();
        case "client_id" -> draft.clientId = cursor.word();
        case "sid" -> draft.sid = cursor.text();
        case "issued_at" -> draft.issuedAt = cursor.instant();
        case "reason" -> draft.reason = cursor.word();
        case "cause" -> draft.cause = cursor.text();
        case "refreshes" -> draft.refreshes = cursor.number();
        case "refreshed_at" -> draft.refreshedAt = cursor.instant();
        case "cause_type" -> draft.causeType = cursor.word();
        case "spared_sid" -> draft.sparedSid = cursor.text();
        case "client_ids" -> draft.clientIds = texts();
        case "scopes" -> draft.scopes = texts();
        case "revoked" -> draft.revoked = counts();
        case "spared" -> draft.spared = counts();
        case "execution" -> draft.execution = execution();
        default -> cursor.skip();
      }
    }
  }

  private void subject(Draft draft) {
    String format = "";
    String issuer = "";
    cursor.step('{');
    while (cursor.next('}')) {
      switch (cursor.name()) {
        case "format" -> format = cursor.word();
        case "iss" -> {
          Strange.unless(draft.subject == null);
          issuer = cursor.word();
        }
        case "sub" -> draft.subject = cursor.subject(issuer);
        default -> cursor.skip();
      }
    }
    Strange.unless(format.equals("iss_sub"));
  }

  private SortedSet<String> texts() {
    SortedSet<String> texts = new TreeSet<>();
    cursor.step('[');
    while (cursor.next(']')) {
      texts.add(cursor.word());
    }
    return texts;
  }

  private SortedMap<String, Integer> counts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    cursor.step('{');
    while (cursor.next('}')) {
      counts.put(cursor.name(), Math.toIntExact(cursor.number()));
    }
    return counts;
  }

  private AuditEvent.Execution execution() {
    String version = "";
    long latency = Long.MIN_VALUE;
    long sweep = Long.MIN_VALUE;
    cursor.step('{');
    while (cursor.next('}')) {
      switch (cursor.name()) {
        case "policy_version" -> version = cursor.word();
        case "latency_millis" -> latency = cursor.number();
        case "sweep_millis" -> sweep = cursor.number();
        default -> cursor.skip();
      }
    }
    Strange.unless(!version.isEmpty() && latency != Long.MIN_VALUE && sweep != Long.MIN_VALUE);
    return new AuditEvent.Execution(version, latency, sweep);
  }
}
