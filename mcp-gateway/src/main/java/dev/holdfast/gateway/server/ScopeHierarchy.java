package dev.holdfast.gateway.server;

import io.micronaut.context.annotation.Context;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which scopes are as good as others (MCP Authorization, Step-Up Authorization Flow: hierarchies
 * are to be accounted for). Who includes whom is configured; nothing is read out of a scope's name.
 */
@Context
public final class ScopeHierarchy {

  private final Map<String, Set<String>> included = new HashMap<>();

  ScopeHierarchy(ScopeSettings settings) {
    Map<String, List<String>> direct = new HashMap<>();
    for (String entry : settings.scopeHierarchy()) {
      String[] sides = entry.split("=", -1);
      List<String> parts =
          sides.length == 2 ? Stream.of(sides[1].strip().split(" +", -1)).toList() : List.of();
      if (parts.isEmpty() || parts.contains("") || !sides[0].strip().matches("[^ ]+")) {
        throw new IllegalArgumentException(
            "holdfast.gateway.scope-hierarchy: " + entry + " is not like admin=read write");
      }
      direct.merge(
          sides[0].strip(),
          parts,
          (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
    }
    direct.keySet().forEach(scope -> included.put(scope, reachable(scope, direct)));
  }

  /** Whether a token with these scopes has what is needed. */
  public boolean allows(Set<String> held, Collection<String> needed) {
    return held.containsAll(needed)
        || needed.stream()
            .allMatch(
                scope ->
                    held.contains(scope)
                        || held.stream()
                            .anyMatch(one -> included.getOrDefault(one, Set.of()).contains(scope)));
  }

  private static Set<String> reachable(String from, Map<String, List<String>> direct) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(direct.getOrDefault(from, List.of()));
    while (!open.isEmpty()) {
      String scope = open.pop();
      if (found.add(scope)) {
        open.addAll(direct.getOrDefault(scope, List.of()));
      }
    }
    return found;
  }
}
