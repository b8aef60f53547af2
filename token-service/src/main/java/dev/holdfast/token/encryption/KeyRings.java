package dev.holdfast.token.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.Random;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Opens key-encryption keys. A key that cannot be used is told with its setting and URI, never with
 * what was sent or kept.
 */
@Singleton
final class KeyRings {

  private static final int PROBE_BYTES = 32;

  private final List<KeyTechnology> technologies;

  KeyRings(List<KeyTechnology> technologies) {
    this.technologies = technologies;
  }

  /**
   * The keys at these places; the primary one has wrapped and unwrapped something.
   *
   * @throws KeysUnavailableException if one cannot be used
   */
  KeyRing open(KeyUri primary, List<KeyUri> others) {
    KeyEncryptionKey first = open(KeySettings.PRIMARY, primary);
    probe(first);
    return new KeyRing(first, others.stream().map(uri -> open(KeySettings.OTHERS, uri)).toList());
  }

  private KeyEncryptionKey open(String setting, KeyUri uri) {
    try {
      return new KeyEncryptionKey(uri, technology(uri).open(uri));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw unusable(setting, uri, e);
    }
  }

  private static void probe(KeyEncryptionKey key) {
    byte[] probe = Random.randBytes(PROBE_BYTES);
    byte[] about = "probe".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try {
      Aead aead = key.aead();
      if (!Arrays.equals(probe, aead.decrypt(aead.encrypt(probe, about), about))) {
        throw new GeneralSecurityException("it does not unwrap what it wrapped");
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      throw unusable(KeySettings.PRIMARY, key.uri(), e);
    }
  }

  private KeyTechnology technology(KeyUri uri) throws GeneralSecurityException {
    return technologies.stream()
        .filter(each -> each.scheme().equals(uri.scheme()))
        .findFirst()
        .orElseThrow(
            () ->
                new GeneralSecurityException(
                    "the scheme is none of "
                        + technologies.stream()
                            .map(KeyTechnology::scheme)
                            .sorted()
                            .collect(Collectors.joining(", "))));
  }

  static KeysUnavailableException unusable(String setting, KeyUri uri, Exception cause) {
    return new KeysUnavailableException(
        "%s: cannot use the key %s: %s".formatted(setting, uri, cause.getMessage()), cause);
  }
}
