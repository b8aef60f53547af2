package dev.holdfast.token.connections;

import dev.holdfast.contracts.connections.ConnectionToken;
import java.time.Duration;

/** What came of asking for a user's upstream token. */
public sealed interface TokenOutcome {

  /** Here it is. */
  record Usable(ConnectionToken token) implements TokenOutcome {}

  /** Consent is needed. */
  record Missing() implements TokenOutcome {}

  /** Not now. */
  record Unavailable(Duration retryAfter) implements TokenOutcome {}
}
