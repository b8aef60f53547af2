package dev.holdfast.gateway.upstream;

import org.jspecify.annotations.Nullable;

/**
 * What came of sending a call on the event loop, if more is to be done about it. It counts as the
 * call's first sending.
 */
public sealed interface Attempt {

  /** The session of the upstream's in which the call was sent; null if in none. */
  @Nullable String session();

  /** The server answered, but not as usual. */
  record Answered(@Nullable String session, Answer answer) implements Attempt {}

  /** There is no answer. */
  record Failed(@Nullable String session, UpstreamUnavailableException failure)
      implements Attempt {}
}
