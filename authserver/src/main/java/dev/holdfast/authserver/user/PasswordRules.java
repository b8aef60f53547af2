package dev.holdfast.authserver.user;

import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new password must be (NIST SP 800-63B, section 5.1.1.2): long enough, not one that
 * everybody tries first, and nothing else; rules about kinds of characters make passwords worse.
 */
@Singleton
public final class PasswordRules {

  /** In characters. A longer one would only cost time. */
  static final int MAXIMUM_LENGTH = 1024;

  private final PasswordSettings settings;
  private final Set<String> common = commonPasswords();

  PasswordRules(PasswordSettings settings) {
    this.settings = settings;
  }

  /**
   * Why a password cannot be used, in words for the person; empty if it can.
   *
   * @param username whose password; it must not be the user name
   */
  public Optional<String> objection(Secret password, String username) {
    String text = password.reveal();
    int length = text.codePointCount(0, text.length());
    if (length < settings.minimumLength()) {
      return Optional.of("Use at least " + settings.minimumLength() + " characters.");
    }
    if (text.length() > MAXIMUM_LENGTH) {
      return Optional.of("Use at most " + MAXIMUM_LENGTH + " characters.");
    }
    if (text.equalsIgnoreCase(username)
        || (settings.refuseCommon() && common.contains(text.toLowerCase(Locale.ROOT)))) {
      return Optional.of("That password is one of the first that anybody would try.");
    }
    return Optional.empty();
  }

  private static Set<String> commonPasswords() {
    try (InputStream list =
        Objects.requireNonNull(PasswordRules.class.getResourceAsStream("common-passwords.txt"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
