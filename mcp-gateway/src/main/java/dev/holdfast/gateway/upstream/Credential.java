package dev.holdfast.gateway.upstream;

import dev.holdfast.contracts.secret.Secret;
import java.time.Duration;

/** What a request will present upstream, or why it must not be sent. */
public sealed interface Credential {

  /** The server wants none. */
  record None() implements Credential {}

  /** A header to add. */
  record Header(String name, Secret value) implements Credential {}

  /** The user has not connected: they must consent first. */
  record ConsentNeeded() implements Credential {}

  /** Not to be had right now. */
  record Later(Duration retryAfter) implements Credential {}
}
