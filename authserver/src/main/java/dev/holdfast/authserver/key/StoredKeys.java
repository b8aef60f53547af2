package dev.holdfast.authserver.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.holdfast.authserver.issuer.Issuer;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The stored keys, opened; and new ones, sealed. */
@Singleton
final class StoredKeys {

  private final SigningKeyRows rows;
  private final KeyEncryption encryption;
  private final SigningSettings settings;
  private final Issuer issuer;
  private final Clock clock;
  // Rows never change, so a key is opened once.
  private final Map<String, SigningKey> opened = new ConcurrentHashMap<>();

  StoredKeys(
      SigningKeyRows rows,
      KeyEncryption encryption,
      SigningSettings settings,
      Issuer issuer,
      Clock clock) {
    this.rows = rows;
    this.encryption = encryption;
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Every key as it is stored now. An algorithm that has none yet gets its first, which signs at
   * once; a verifier that fetched keys before looks again when it meets the unknown one.
   *
   * @throws IllegalStateException if a key does not open
   */
  KeyRings read() {
    Instant now = clock.instant();
    Map<SigningAlgorithm, List<SigningKey>> stored = open();
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      if (!stored.containsKey(algorithm)) {
        add(algorithm, 1, now);
        stored = open();
      }
    }
    Map<SigningAlgorithm, KeyRing> rings = new EnumMap<>(SigningAlgorithm.class);
    stored.forEach(
        (algorithm, keys) -> rings.put(algorithm, new KeyRing(keys, settings.overlap(issuer))));
    return new KeyRings(rings, now);
  }

  /**
   * Makes the key of a generation, unless another replica is faster: the generation is the only
   * thing that decides.
   *
   * @return whether it was this replica that made it
   */
  boolean add(SigningAlgorithm algorithm, long generation, Instant activatesAt) {
    SigningKeyRow made = seal(algorithm, generation, activatesAt);
    try {
      rows.save(made);
      return true;
    } catch (DataAccessException e) {
      boolean taken =
          rows.all().stream()
              .anyMatch(
                  row ->
                      row.algorithm().equals(algorithm.name()) && row.generation() == generation);
      if (!taken) {
        throw e;
      }
      return false;
    }
  }

  void remove(SigningKey key) {
    rows.remove(key.kid());
    opened.remove(key.kid());
  }

  private Map<SigningAlgorithm, List<SigningKey>> open() {
    return rows.all().stream()
        .map(row -> opened.computeIfAbsent(row.kid(), _ -> open(row)))
        .collect(
            Collectors.groupingBy(
                SigningKey::algorithm,
                () -> new EnumMap<>(SigningAlgorithm.class),
                Collectors.mapping(Function.identity(), Collectors.toList())));
  }

  private SigningKeyRow seal(SigningAlgorithm algorithm, long generation, Instant activatesAt) {
    try {
      JWK key = algorithm.generate();
      String kid = key.getKeyID();
      String encrypted = encryption.encrypt(key.toJSONString(), context(kid));
      return new SigningKeyRow(
          kid, algorithm.name(), generation, encrypted, clock.instant(), activatesAt);
    } catch (JOSEException e) {
      throw new IllegalStateException("No signing key could be made", e);
    }
  }

  private SigningKey open(SigningKeyRow row) {
    try {
      JWK key = JWK.parse(encryption.decrypt(row.encryptedJwk(), context(row.kid())));
      return new SigningKey(
          SigningAlgorithm.valueOf(row.algorithm()),
          row.generation(),
          key,
          row.createdAt(),
          row.activatesAt());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      // Without the cause: a parser's message may quote what it read.
      throw new IllegalStateException("Stored signing key " + row.kid() + " is not a sound key");
    }
  }

  private String context(String kid) {
    return "signing-key " + issuer.id() + ' ' + kid;
  }
}
