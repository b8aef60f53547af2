package dev.holdfast.gateway.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is configured for one tool.
 *
 * @param tool its name at its server
 * @param scopes what a token must allow beside the server's own scopes
 * @param hide whether callers without these scopes do not see it listed
 * @param alias its name in the aggregate, before the server's name is put in front
 * @param title shown instead of the server's, in the aggregate
 * @param description shown instead of the server's, in the aggregate
 * @param rate how often one person may call it
 */
public record ToolRule(
    String tool,
    List<String> scopes,
    boolean hide,
    @Nullable String alias,
    @Nullable String title,
    @Nullable String description,
    @Nullable String rate) {

  private static final Set<String> KEYS =
      Set.of("name", "scopes", "hide", "alias", "title", "description", "rate");

  /** A tool of which nothing is configured. */
  static ToolRule none(String tool) {
    return new ToolRule(tool, List.of(), false, null, null, null, null);
  }

  /**
   * Reads one entry of the configuration.
   *
   * @param key the entry's name, which is the tool's unless the entry says otherwise
   * @throws IllegalArgumentException if the entry is no map, or has keys of no meaning
   */
  static ToolRule of(String key, Object entry) {
    if (!(entry instanceof Map<?, ?> map) || !KEYS.containsAll(map.keySet())) {
      throw new IllegalArgumentException("tool " + key + ": only " + KEYS + " have a meaning");
    }
    return new ToolRule(
        text(map, "name").orElse(key),
        scopes(map.get("scopes")),
        text(map, "hide").map(Boolean::parseBoolean).orElse(false),
        text(map, "alias").orElse(null),
        text(map, "title").orElse(null),
        text(map, "description").orElse(null),
        text(map, "rate").orElse(null));
  }

  private static List<String> scopes(@Nullable Object value) {
    Stream<?> entries =
        value instanceof Collection<?> all ? all.stream() : Stream.ofNullable(value);
    return entries
        .flatMap(entry -> Stream.of(entry.toString().strip().split("[ ,]+", -1)))
        .filter(scope -> !scope.isEmpty())
        .toList();
  }

  private static Optional<String> text(Map<?, ?> map, String key) {
    return Optional.ofNullable(map.get(key)).map(Object::toString);
  }
}
