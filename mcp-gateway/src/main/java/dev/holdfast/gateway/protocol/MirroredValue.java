package dev.holdfast.gateway.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A body value as a header carries it (MCP 2026-07-28, Value Encoding). */
public final class MirroredValue {

  private static final String PREFIX = "=?base64?";
  private static final String SUFFIX = "?=";

  private MirroredValue() {}

  /** A header for a body value; plain where that can be told from an encoded one. */
  public static String encode(String value) {
    boolean plain =
        !value.isEmpty()
            && !value.startsWith(PREFIX)
            && value.equals(value.strip())
            && value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return plain ? value : PREFIX + Base64.getEncoder().encodeToString(bytes) + SUFFIX;
  }

  /** The body value, if the header is well formed. The markers are case-sensitive. */
  static Optional<String> decode(String header) {
    if (!header.chars().allMatch(c -> (c >= 0x20 && c <= 0x7E) || c == '\t')) {
      return Optional.empty();
    }
    if (!header.startsWith(PREFIX)
        || !header.endsWith(SUFFIX)
        || header.length() < PREFIX.length() + SUFFIX.length()) {
      return Optional.of(header);
    }
    try {
      byte[] bytes =
          Base64.getDecoder()
              .decode(header.substring(PREFIX.length(), header.length() - SUFFIX.length()));
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
