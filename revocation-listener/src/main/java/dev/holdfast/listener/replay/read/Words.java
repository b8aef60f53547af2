package dev.holdfast.listener.replay.read;

import dev.holdfast.contracts.events.EventType;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Texts that come again and again, kept once. Not safe for several threads. */
final class Words {

  /** More than there are issuers, clients and sources; a guard against a flood of others. */
  private static final int MANY = 5_000;

  private final Map<String, EventType> types =
      Arrays.stream(EventType.values())
          .collect(Collectors.toMap(EventType::wireName, Function.identity()));
  private final Map<String, String> words = new HashMap<>();
  private final Map<String, URI> sources = new HashMap<>();

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

  URI source(String text) {
    if (sources.size() > MANY) {
      sources.clear();
    }
    return sources.computeIfAbsent(text, URI::create);
  }
}
