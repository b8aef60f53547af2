package dev.holdfast.authserver.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of this issuer, as every replica sees them. They are read at the start, so that keys
 * which do not open end it, and again when what is known is older than the settings' {@code
 * reload}.
 *
 * <p>A key is published for {@link SigningSettings#publishAhead()} before it signs. So what was
 * read less than that ago names the right key to sign with, even if a newer one exists that this
 * replica has not seen; only older knowledge is not used to sign.
 */
@Context
public final class SigningKeys {

  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

  /** Strange key ids make a replica look again at most this often. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final StoredKeys stored;
  private final SigningSettings settings;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();

  private volatile KeyRings known;

  SigningKeys(StoredKeys stored, SigningSettings settings, Clock clock) {
    this.stored = stored;
    this.settings = settings;
    this.clock = clock;
    this.known = stored.read();
  }

  /** Every key that a verifier may meet, without private halves. */
  public JWKSet publicKeys() {
    Instant now = clock.instant();
    KeyRings rings = recent(now);
    List<JWK> published =
        rings.all().stream()
            .filter(key -> rings.state(key, now).published())
            .map(SigningKey::publicHalf)
            .toList();
    return new JWKSet(published);
  }

  /** How long verifiers may keep {@link #publicKeys()}. */
  public Duration publicKeysMaxAge() {
    return settings.jwksMaxAge();
  }

  /** Every kept key, for operators. */
  public List<KeyStatus> list() {
    Instant now = clock.instant();
    KeyRings rings = reload();
    return rings.all().stream().map(key -> status(rings, key, now)).toList();
  }

  /** The key to sign with now. */
  SigningKey current(SigningAlgorithm algorithm) {
    Instant now = clock.instant();
    KeyRings rings = recent(now);
    if (isOlder(rings, settings.publishAhead(), now)) {
      rings = reload();
    }
    return rings.of(algorithm).current(now);
  }

  /** The published key of this id. An unknown one may be younger than what is known here. */
  Optional<SigningKey> published(String kid) {
    return kept(kid).filter(key -> known.state(key, clock.instant()).published());
  }

  /** The key of this id, published or kept for longer. */
  Optional<SigningKey> kept(String kid) {
    Instant now = clock.instant();
    KeyRings rings = recent(now);
    Optional<SigningKey> found = rings.find(kid);
    return found.isEmpty() && isOlder(rings, LOOK_AGAIN, now) ? reload().find(kid) : found;
  }

  /** Reads what is stored now. */
  KeyRings reload() {
    reading.lock();
    try {
      KeyRings read = stored.read();
      known = read;
      return read;
    } finally {
      reading.unlock();
    }
  }

  static KeyStatus status(KeyRings rings, SigningKey key, Instant now) {
    return new KeyStatus(key.kid(), key.algorithm(), key.createdAt(), rings.state(key, now));
  }

  /** What is known, read again by one thread if it is old; a failure leaves it as it was. */
  private KeyRings recent(Instant now) {
    KeyRings rings = known;
    if (!isOlder(rings, settings.reload(), now) || !reading.tryLock()) {
      return rings;
    }
    try {
      return reload();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("Signing keys could not be read again");
      return rings;
    } finally {
      reading.unlock();
    }
  }

  private static boolean isOlder(KeyRings rings, Duration age, Instant now) {
    return !now.isBefore(rings.readAt().plus(age));
  }
}
