package dev.holdfast.listener.replay.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.identity.SubjectId;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, kept once. Most are found without being made first. Not safe for
 * several threads.
 */
final class Words {

  /** A guard against a flood: about 3 MB of each. */
  private static final int MANY = 20_000;

  /** A word that meets another in its place takes it. */
  private static final int PLACES = 1 << 12;

  private static final int HASH = 31;
  private static final int HALF = 16;

  private final Map<String, EventType> types =
      Arrays.stream(EventType.values())
          .collect(Collectors.toMap(EventType::wireName, Function.identity()));
  private final @Nullable String[] words = new String[PLACES];
  private final Map<String, URI> sources = new HashMap<>();
  private final Map<String, SubjectId> subjects = new HashMap<>();

  Optional<EventType> type(String wireName) {
    return Optional.ofNullable(types.get(wireName));
  }

  /** The next value, which must be a text of few. */
  String next(JsonParser parser) throws IOException {
    Strange.unless(parser.nextToken() == JsonToken.VALUE_STRING);
    return current(parser);
  }

  /** The present value, a text of few. */
  String current(JsonParser parser) throws IOException {
    return one(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private String one(char[] characters, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = HASH * hash + characters[i];
    }
    int place = (hash ^ hash >>> HALF) & (PLACES - 1);
    String known = words[place];
    if (known == null || !same(known, characters, start, length)) {
      known = new String(characters, start, length);
      words[place] = known;
    }
    return known;
  }

  private static boolean same(String known, char[] characters, int start, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != characters[start + i]) {
        return false;
      }
    }
    return true;
  }

  SubjectId subject(String issuer, String name) {
    if (subjects.size() > MANY) {
      subjects.clear();
    }
    SubjectId known = subjects.get(name);
    if (known == null || !known.issuer().equals(issuer)) {
      known = new SubjectId(issuer, name);
      subjects.put(name, known);
    }
    return known;
  }

  URI source(String text) {
    if (sources.size() > MANY) {
      sources.clear();
    }
    return sources.computeIfAbsent(text, URI::create);
  }
}
