package dev.holdfast.listener.replay.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.contracts.events.AuditEvent;
import java.io.IOException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the members of an event's data. */
final class DataReader {

  private DataReader() {}

  static void read(JsonParser parser, Draft draft) throws IOException {
    String name = parser.nextFieldName();
    while (name != null) {
      switch (name) {
        case "sub_id" -> subject(parser, draft);
        case "gid" -> draft.gid = Glance.text(parser);
        case "client_id" -> draft.clientId(draft.words().next(parser));
        case "sid" -> draft.sid = Glance.text(parser);
        case "issued_at" -> draft.issuedAt = Glance.text(parser);
        case "reason" -> draft.reason = draft.words().next(parser);
        case "cause" -> draft.cause = Glance.text(parser);
        case "refreshes" -> draft.refreshes = number(parser);
        case "refreshed_at" -> draft.refreshedAt = Glance.text(parser);
        case "cause_type" -> draft.causeType(draft.words().next(parser));
        case "spared_sid" -> draft.sparedSid = Glance.text(parser);
        case "client_ids" -> draft.clientIds = texts(parser, draft.words());
        case "scopes" -> draft.scopes = texts(parser, draft.words());
        case "revoked" -> draft.revoked = counts(parser);
        case "spared" -> draft.spared = counts(parser);
        case "execution" -> draft.execution = execution(parser, draft.words());
        default -> {
          parser.nextToken();
          parser.skipChildren();
        }
      }
      name = parser.nextFieldName();
    }
    Strange.unless(parser.currentToken() == JsonToken.END_OBJECT);
  }

  private static void subject(JsonParser parser, Draft draft) throws IOException {
    Strange.unless(parser.nextToken() == JsonToken.START_OBJECT);
    String format = "";
    String issuer = "";
    String subject = "";
    String name = parser.nextFieldName();
    while (name != null) {
      switch (name) {
        case "format" -> format = draft.words().next(parser);
        case "iss" -> issuer = draft.words().next(parser);
        case "sub" -> subject = Glance.text(parser);
        default -> Strange.unless(parser.nextToken().isScalarValue());
      }
      name = parser.nextFieldName();
    }
    Strange.unless(format.equals("iss_sub"));
    draft.subject(issuer, subject);
  }

  private static SortedSet<String> texts(JsonParser parser, Words words) throws IOException {
    Strange.unless(parser.nextToken() == JsonToken.START_ARRAY);
    SortedSet<String> texts = new TreeSet<>();
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(words.current(parser));
    }
    Strange.unless(parser.currentToken() == JsonToken.END_ARRAY);
    return texts;
  }

  private static SortedMap<String, Integer> counts(JsonParser parser) throws IOException {
    Strange.unless(parser.nextToken() == JsonToken.START_OBJECT);
    SortedMap<String, Integer> counts = new TreeMap<>();
    String name = parser.nextFieldName();
    while (name != null) {
      Strange.unless(parser.nextToken() == JsonToken.VALUE_NUMBER_INT);
      counts.put(name, parser.getIntValue());
      name = parser.nextFieldName();
    }
    return counts;
  }

  private static AuditEvent.Execution execution(JsonParser parser, Words words) throws IOException {
    Strange.unless(parser.nextToken() == JsonToken.START_OBJECT);
    String version = "";
    long latency = Long.MIN_VALUE;
    long sweep = Long.MIN_VALUE;
    String name = parser.nextFieldName();
    while (name != null) {
      switch (name) {
        case "policy_version" -> version = words.next(parser);
        case "latency_millis" -> latency = number(parser);
        case "sweep_millis" -> sweep = number(parser);
        default -> Strange.unless(parser.nextToken().isScalarValue());
      }
      name = parser.nextFieldName();
    }
    Strange.unless(!version.isEmpty() && latency != Long.MIN_VALUE && sweep != Long.MIN_VALUE);
    return new AuditEvent.Execution(version, latency, sweep);
  }

  private static long number(JsonParser parser) throws IOException {
    Strange.unless(parser.nextToken() == JsonToken.VALUE_NUMBER_INT);
    return parser.getLongValue();
  }
}
