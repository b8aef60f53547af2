package dev.holdfast.gateway.upstream.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.time.Duration;
import java.util.Optional;

/** {@code Retry-After} in seconds (RFC 9110, section 10.2.3); a date is as good as nothing. */
final class RetryAfter {

  private static final int LONGEST_SECONDS = 300;

  private RetryAfter() {}

  static Optional<Duration> of(HTTPResponse response) {
    return Optional.ofNullable(response.getHeaderValue("Retry-After"))
        .map(String::strip)
        .filter(value -> value.matches("[1-9][0-9]{0,6}"))
        .map(value -> Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(value))));
  }
}
