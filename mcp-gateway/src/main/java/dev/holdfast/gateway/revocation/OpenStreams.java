package dev.holdfast.gateway.revocation;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Sinks;

/** Answers that are still streaming, by grant, so that they can be cut. */
@Singleton
public final class OpenStreams {

  private final Map<String, Set<Sinks.Empty<Void>>> cuts = new ConcurrentHashMap<>();

  /** Registers a stream; the sink completes when the grant ends. */
  public Sinks.Empty<Void> open(String gid) {
    Sinks.Empty<Void> cut = Sinks.empty();
    cuts.compute(
        gid,
        (_, open) -> {
          Set<Sinks.Empty<Void>> streams = open == null ? ConcurrentHashMap.newKeySet() : open;
          streams.add(cut);
          return streams;
        });
    return cut;
  }

  /** The stream is over. */
  public void closed(String gid, Sinks.Empty<Void> cut) {
    cuts.computeIfPresent(
        gid,
        (_, open) -> {
          open.remove(cut);
          return open.isEmpty() ? null : open;
        });
  }

  void cut(String gid) {
    Set<Sinks.Empty<Void>> open = cuts.remove(gid);
    if (open != null) {
      open.forEach(Sinks.Empty::tryEmitEmpty);
    }
  }
}
