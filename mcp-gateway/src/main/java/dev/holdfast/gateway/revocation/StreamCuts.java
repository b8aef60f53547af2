package dev.holdfast.gateway.revocation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Open streams under a key that can be told to end. An empty key takes no room. */
final class StreamCuts<K> {

  private final Map<K, Set<OpenStream>> streams = new ConcurrentHashMap<>();

  void add(K key, OpenStream stream) {
    streams.compute(
        key,
        (_, open) -> {
          Set<OpenStream> all = open == null ? ConcurrentHashMap.newKeySet() : open;
          all.add(stream);
          return all;
        });
  }

  void remove(K key, OpenStream stream) {
    streams.computeIfPresent(
        key,
        (_, open) -> {
          open.remove(stream);
          return open.isEmpty() ? null : open;
        });
  }

  List<OpenStream> all() {
    return streams.values().stream().flatMap(Set::stream).toList();
  }

  /** Tells them to end; each removes itself when it has. */
  void cut(K key, Predicate<OpenStream> which) {
    streams.getOrDefault(key, Set.of()).stream().filter(which).forEach(OpenStream::cut);
  }
}
