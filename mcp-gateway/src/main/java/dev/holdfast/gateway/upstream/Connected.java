package dev.holdfast.gateway.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking for a user's token.
 *
 * @param credential the token as a header, or why there is none
 * @param ends when the token ends; null if there is none, or nobody knows
 */
public record Connected(Credential credential, @Nullable Instant ends) {

  /** There is no token. */
  public Connected(Credential credential) {
    this(credential, null);
  }
}
