package dev.holdfast.gateway.restart;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list in few bytes, or the beginning of one. The order of things on a page does not matter:
 * servers that keep none tell it anew each time.
 *
 * @param digest of all things so far
 * @param next where it goes on; null at its end
 */
record Listing(String digest, @Nullable String next) {

  /** A list of which nothing has been seen. */
  static final Listing NONE = new Listing("", null);

  Listing with(Collection<JsonNode> things, Optional<String> more) {
    MessageDigest sum = sha256();
    sum.update(digest.getBytes(StandardCharsets.US_ASCII));
    things.stream()
        .map(JsonNode::toString)
        .sorted()
        .forEach(
            thing -> {
              sum.update(thing.getBytes(StandardCharsets.UTF_8));
              sum.update((byte) '\n');
            });
    return new Listing(HexFormat.of().formatHex(sum.digest()), more.orElse(null));
  }

  boolean isWhole() {
    return next == null;
  }

  boolean goesOnAt(String cursor) {
    return cursor.equals(next);
  }

  boolean isSameAs(Listing other) {
    return digest.equals(other.digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
