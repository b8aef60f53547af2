package dev.holdfast.bearer;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a caller presented. It proves nothing yet.
 *
 * @param value the token's text
 */
public record UnverifiedToken(Secret value) {

  private static final String SCHEME = "Bearer ";

  /**
   * The token of an {@code Authorization: Bearer} header (RFC 6750, section 2.1); empty if there is
   * none, and for any other scheme. Two such headers are no token at all.
   */
  public static Optional<UnverifiedToken> of(HttpHeaders headers) {
    var values = headers.getAll(HttpHeaders.AUTHORIZATION);
    if (values.size() != 1 || !values.getFirst().regionMatches(true, 0, SCHEME, 0, 7)) {
      return Optional.empty();
    }
    String token = values.getFirst().substring(SCHEME.length()).strip();
    return token.isEmpty() ? Optional.empty() : Optional.of(new UnverifiedToken(Secret.of(token)));
  }

  /** SHA-256 of the token in hexadecimal: recognises it without keeping it. */
  public String fingerprint() {
    byte[] token = value.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
