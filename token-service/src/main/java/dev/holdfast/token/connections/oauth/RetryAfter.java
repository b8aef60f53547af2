package dev.holdfast.token.connections.oauth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * {@code Retry-After}, seconds or a date (RFC 9110, section 10.2.3); at most an hour is believed.
 */
final class RetryAfter {

  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** The time to wait; empty if the value is unreadable or past. */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    return (text.matches("\\d{1,9}") ? Optional.of(seconds(text)) : untilDate(text, now))
        .filter(Duration::isPositive)
        .map(wait -> wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static Optional<Duration> untilDate(String text, Instant now) {
    try {
      var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(now, date.toInstant()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
