package dev.holdfast.authserver.authorize;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of an authorization request.
 *
 * @param values as received, by name
 */
record Parameters(Map<String, List<String>> values) {

  private static final String RESOURCE = "resource";

  /** RFC 6749, section 3.1: a parameter without a value counts as omitted. */
  Optional<String> single(String name) {
    List<String> all = all(name);
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of()).stream().filter(v -> !v.isEmpty()).toList();
  }

  /** What is not left out. */
  Map<String, List<String>> given() {
    return values.keySet().stream()
        .filter(this::has)
        .collect(Collectors.toMap(Function.identity(), this::all));
  }

  boolean has(String name) {
    return !all(name).isEmpty();
  }

  /** RFC 6749, section 3.1: nothing may be sent twice; RFC 8707 makes an exception for resource. */
  boolean hasDuplicates() {
    return values.entrySet().stream()
        .anyMatch(entry -> !entry.getKey().equals(RESOURCE) && entry.getValue().size() > 1);
  }
}
