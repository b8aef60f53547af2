package dev.holdfast.authserver.client.assertion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import dev.holdfast.authserver.outbound.Fetched;
import dev.holdfast.authserver.outbound.Outbound;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that clients publish at their {@code jwks_uri}. */
@Singleton
final class ClientKeys {

  private static final Logger log = LoggerFactory.getLogger(ClientKeys.class);
  private static final int MAX_BYTES = 65_536;
  private static final int MAX_KEPT = 10_000;

  private final Outbound outbound;
  private final AssertionSettings settings;
  private final Clock clock;
  private final Cache<URI, Published> kept = Caffeine.newBuilder().maximumSize(MAX_KEPT).build();

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
    Instant now = clock.instant();
    Published present = kept.getIfPresent(address);
    if (present != null && present.triedAt().plus(age).isAfter(now)) {
      return present.keys();
    }
    // Two callers may both read them; either answer is good.
    Published published = new Published(read(address).orElseGet(() -> last(present)), now);
    kept.put(address, published);
    return published.keys();
  }

  private Optional<JWKSet> read(URI address) {
    return switch (outbound.get(address, MAX_BYTES)) {
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

  private static JWKSet last(@Nullable Published present) {
    if (present == null) {
      throw new TemporarilyUnavailable("client keys", new IllegalStateException("never read"));
    }
    return present.keys();
  }

  /** Keys, and when they were last asked for. */
  private record Published(JWKSet keys, Instant triedAt) {}
}
