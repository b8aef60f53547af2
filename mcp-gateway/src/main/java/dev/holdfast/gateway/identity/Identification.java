package dev.holdfast.gateway.identity;

/** What came out of looking at a request's token. */
public sealed interface Identification {

  /** We know who it is. */
  record Identified(Caller caller) implements Identification {}

  /** A token is needed and none came. */
  record TokenMissing() implements Identification {}

  /** The token is no good; why is for logs and metrics. */
  record TokenRefused(String reason) implements Identification {}

  /** The token is good, but does not allow this server. */
  record ScopeMissing() implements Identification {}

  /** Nobody can tell right now. */
  record Unavailable(String dependency) implements Identification {}
}
