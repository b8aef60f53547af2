package dev.holdfast.token.connections;

import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a provider answered to a device authorization request (RFC 8628, section 3.2). */
public sealed interface DeviceAnswer {

  /**
   * The user may go there.
   *
   * @param deviceCode what we poll with
   * @param userCode what the user enters
   * @param verificationUri where
   * @param verificationUriComplete where nothing needs to be entered
   * @param lifetime of the codes
   * @param pause the least time between two polls
   */
  record Started(
      Secret deviceCode,
      String userCode,
      URI verificationUri,
      @Nullable URI verificationUriComplete,
      Duration lifetime,
      Duration pause)
      implements DeviceAnswer {}

  /** The provider has no such endpoint. */
  record Unsupported() implements DeviceAnswer {}

  /**
   * Not now.
   *
   * @param retryAfter when to come back
   */
  record Unavailable(Duration retryAfter) implements DeviceAnswer {}
}
