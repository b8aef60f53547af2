package dev.holdfast.token.encryption;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the service's own keys are.
 *
 * @param directory holds one keyset file per purpose; every replica needs the same files
 * @param primary the URI of the key that wraps users' data keys; absent: a file in the directory
 * @param others URIs of keys that still unwrap what they wrapped
 * @param grace how long a replaced data key is kept after its last record moved; longer than any
 *     request takes
 */
@ConfigurationProperties("holdfast.token.keys")
public record KeySettings(
    Path directory,
    @Nullable String primary,
    @Nullable List<String> others,
    @Bindable(defaultValue = "1m") Duration grace) {

  static final String PRIMARY = "holdfast.token.keys.primary";
  static final String OTHERS = "holdfast.token.keys.others";
  static final String KEY_ENCRYPTION_FILE = "key-encryption.json";

  /**
   * Refuses what would not work.
   *
   * @throws IllegalArgumentException if the grace is negative
   */
  public KeySettings {
    Times.requireNotNegative("holdfast.token.keys.grace", grace);
  }

  Optional<KeyUri> primaryUri() {
    return Optional.ofNullable(primary).map(uri -> parsed(PRIMARY, uri));
  }

  List<KeyUri> otherUris() {
    return others == null ? List.of() : others.stream().map(uri -> parsed(OTHERS, uri)).toList();
  }

  private static KeyUri parsed(String setting, String uri) {
    try {
      return new KeyUri(uri.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
    }
  }
}
