package dev.holdfast.gateway.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.gateway.revocation.Forgetful;
import dev.holdfast.gateway.server.McpServer;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Users' tokens at providers, for a moment after they were asked for, as ciphertext. Each opens for
 * its user at its server only.
 */
@Singleton
final class HeldConnections implements Forgetful {

  // Those are not worth a second use.
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final int MOST = 20_000;
  // Longer than anybody waits for the answer to a question.
  private static final Duration LONG_AGO = Duration.ofMinutes(1);

  private final TokenSeal seal = new TokenSeal();
  private final ConnectionSettings settings;
  private final Clock clock;
  private final Cache<SubjectId, Map<String, Held>> held =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(LONG_AGO).build();
  private final Cache<SubjectId, Instant> forgotten =
      Caffeine.newBuilder().expireAfterWrite(LONG_AGO).build();

  HeldConnections(ConnectionSettings settings, MeterRegistry metrics, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    metrics.gauge("holdfast.gateway.connections.held", held, Cache::estimatedSize);
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Held(String name, byte[] sealed, Instant until) {}

  /** What was found for the user at that server a moment ago. */
  Optional<Credential> find(McpServer server, SubjectId subject) {
    Map<String, Held> theirs = held.getIfPresent(subject);
    if (theirs == null) {
      return Optional.empty();
    }
    Held known = theirs.get(server.name());
    if (known == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(known.until())) {
      theirs.remove(server.name(), known);
      return Optional.empty();
    }
    Secret value = seal.open(known.sealed(), owner(server, subject));
    return Optional.of(new Credential.Header(known.name(), value));
  }

  /**
   * Keeps it, unless the user's were to be forgotten since it was asked for.
   *
   * @param ends when the token ends; null if nobody knows
   */
  void keep(
      McpServer server,
      SubjectId subject,
      Credential.Header header,
      @Nullable Instant ends,
      Instant asked) {
    Instant longest = asked.plus(settings.hold());
    Instant until =
        ends == null || ends.minus(MARGIN).isAfter(longest) ? longest : ends.minus(MARGIN);
    if (!clock.instant().isBefore(until)) {
      return;
    }
    byte[] sealed = seal.seal(header.value(), owner(server, subject));
    held.get(subject, _ -> new ConcurrentHashMap<>())
        .put(server.name(), new Held(header.name(), sealed, until));
    Instant last = forgotten.getIfPresent(subject);
    if (last != null && !asked.isAfter(last)) {
      held.invalidate(subject);
    }
  }

  @Override
  public void forget(SubjectId subject) {
    forgotten.put(subject, clock.instant());
    held.invalidate(subject);
  }

  private static String owner(McpServer server, SubjectId subject) {
    return subject.key() + '\n' + server.provider() + '\n' + server.name();
  }
}
