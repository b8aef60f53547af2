package dev.holdfast.listener.replay.read;

import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.identity.SubjectId;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Texts that come again and again, kept once. Not safe for several threads. */
final class Words {

  /** A guard against a flood: about 3 MB of each. */
  private static final int MANY = 20_000;

  private final Map<String, EventType> types =
      Arrays.stream(EventType.values())
          .collect(Collectors.toMap(EventType::wireName, Function.identity()));
  private final Map<String, String> words = new HashMap<>();
  private final Map<String, URI> sources = new HashMap<>();
  private final Map<String, SubjectId> subjects = new HashMap<>();

  Optional<EventType> type(String wireName) {
    return Optional.ofNullable(types.get(wireName));
  }

  String one(String word) {
    if (words.size() > MANY) {
      words.clear();
    }
    String known = words.putIfAbsent(word, word);
    return known == null ? word : known;
  }

  SubjectId subject(String issuer, String name) {
    if (subjects.size() > MANY) {
      subjects.clear();
    }
    SubjectId known = subjects.get(name);
    if (known == null || !known.issuer().equals(issuer)) {
      known = new SubjectId(one(issuer), name);
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
