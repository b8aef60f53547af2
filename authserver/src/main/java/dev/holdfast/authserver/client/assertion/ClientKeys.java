package dev.holdfast.authserver.client.assertion;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import dev.holdfast.authserver.outbound.Fetched;
import dev.holdfast.authserver.outbound.Outbound;
import dev.holdfast.authserver.outbound.Purpose;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that clients publish at their {@code jwks_uri}. Callers that need one address at the
 * same time share one request.
 */
@Singleton
final class ClientKeys {

  private static final Logger log = LoggerFactory.getLogger(ClientKeys.class);
  private static final int MAX_BYTES = 65_536;
  private static final int MAX_KEPT = 10_000;

  private final Outbound outbound;
  private final AssertionSettings settings;
  private final Clock clock;
  private final AsyncCache<URI, Tried> kept =
      Caffeine.newBuilder()
          .maximumSize(MAX_KEPT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .buildAsync();

  ClientKeys(Outbound outbound, AssertionSettings settings, Clock clock) {
    this.outbound = outbound;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The keys at an address. While it cannot be read, those of the last time serve on.
   *
   * @throws TemporarilyUnavailable if they were never read and cannot be now
   */
  JWKSet at(URI address) {
    return notOlder(address, settings.keysFor());
  }

  /** The same, read again if that was not done just now. */
  JWKSet againAt(URI address) {
    return notOlder(address, settings.keysAgainAfter());
  }

  private JWKSet notOlder(URI address, Duration age) {
    CompletableFuture<Tried> asked = ask(address, Optional.empty());
    boolean answeredBefore = asked.isDone();
    Tried tried = asked.join();
    if (answeredBefore && !tried.at().plus(age).isAfter(clock.instant())) {
      // Of those who find it too old, one takes it away, and all share what is asked next.
      kept.asMap().remove(address, asked);
      asked = ask(address, tried.keys());
      tried = asked.join();
    }
    if (tried.keys().isEmpty()) {
      kept.asMap().remove(address, asked);
      throw new TemporarilyUnavailable("client keys", new IllegalStateException("never read"));
    }
    return tried.keys().get();
  }

  private CompletableFuture<Tried> ask(URI address, Optional<JWKSet> last) {
    return kept.get(
        address,
        (_, threads) -> CompletableFuture.supplyAsync(() -> attempt(address, last), threads));
  }

  private Tried attempt(URI address, Optional<JWKSet> last) {
    Instant now = clock.instant();
    return new Tried(read(address).or(() -> last), now);
  }

  private Optional<JWKSet> read(URI address) {
    return switch (outbound.get(Purpose.KEYS, address, MAX_BYTES)) {
      case Fetched.Document document -> parse(address, document.json());
      case Fetched.Refused(String reason) -> unread(address, reason);
      case Fetched.Unreachable(String reason) -> unread(address, reason);
    };
  }

  private static Optional<JWKSet> parse(URI address, String json) {
    try {
      return Optional.of(JWKSet.parse(json).toPublicJWKSet());
    } catch (ParseException e) {
      return unread(address, "not a JWK set");
    }
  }

  private static Optional<JWKSet> unread(URI address, String reason) {
    log.atWarn()
        .addKeyValue("address", address)
        .addKeyValue("reason", reason)
        .log("Client keys not read");
    return Optional.empty();
  }

  /** The keys that were read last, if ever, and when they were last asked for. */
  private record Tried(Optional<JWKSet> keys, Instant at) {}
}
