package dev.holdfast.authserver.key;

import dev.holdfast.authserver.issuer.Issuer;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets keys take turns: in time, or when an operator asks. Every replica may try; the generation of
 * a key, which is unique, makes one of them succeed and the others find its key.
 */
@Singleton
public class KeyRotation {

  private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);

  private final SigningKeys keys;
  private final StoredKeys stored;
  private final KeyMetrics metrics;
  private final SigningSettings settings;
  private final Issuer issuer;
  private final Clock clock;

  KeyRotation(
      SigningKeys keys,
      StoredKeys stored,
      KeyMetrics metrics,
      SigningSettings settings,
      Issuer issuer,
      Clock clock) {
    this.keys = keys;
    this.stored = stored;
    this.metrics = metrics;
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Makes the next key of every algorithm, which signs once verifiers can know it. While one is
   * upcoming already, it is the one.
   *
   * @return the upcoming keys
   */
  public List<KeyStatus> rotate() {
    return Arrays.stream(SigningAlgorithm.values()).map(this::next).toList();
  }

  /** Rotates keys whose turn is nearly over, and forgets those that nobody can need. */
  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void keepUp() {
    KeyRings rings = keys.reload();
    Instant now = clock.instant();
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      Instant turnEnds = rings.of(algorithm).latest().activatesAt().plus(settings.rotationPeriod());
      if (!now.isBefore(turnEnds.minus(settings.publishAhead()))) {
        next(algorithm);
      }
    }
    rings.all().stream().filter(key -> isForgettable(rings, key, now)).forEach(stored::remove);
  }

  private KeyStatus next(SigningAlgorithm algorithm) {
    Instant now = clock.instant();
    SigningKey latest = keys.reload().of(algorithm).latest();
    if (!now.isBefore(latest.activatesAt())) {
      boolean mine =
          stored.add(algorithm, latest.generation() + 1, now.plus(settings.publishAhead()));
      latest = keys.reload().of(algorithm).latest();
      if (mine) {
        metrics.rotated(algorithm);
        log.atInfo()
            .addKeyValue("kid", latest.kid())
            .addKeyValue("algorithm", algorithm)
            .addKeyValue("activatesAt", latest.activatesAt())
            .log("Signing key rotates");
      }
    }
    return new KeyStatus(
        latest.kid(), algorithm, latest.createdAt(), new KeyState.Upcoming(latest.activatesAt()));
  }

  /** An ID token is a hint for as long as somebody may still be signed in with it. */
  private boolean isForgettable(KeyRings rings, SigningKey key, Instant now) {
    return rings.state(key, now) instanceof KeyState.Removed(Instant since)
        && !now.isBefore(since.plus(issuer.loginLifetime()));
  }
}
