package dev.holdfast.gateway.upstream.oauth;

import dev.holdfast.contracts.secret.Secret;
import java.time.Duration;

/** What came of an exchange. */
sealed interface Exchanged {

  /** A token, and for how long the endpoint says it is good. */
  record Granted(Secret token, Duration life) implements Exchanged {}

  /** Not for this caller's token: another one might do. */
  record Refused() implements Exchanged {}

  /** Nobody can tell right now, or the gateway's own configuration is to blame. */
  record Unavailable(Duration retryAfter) implements Exchanged {}
}
