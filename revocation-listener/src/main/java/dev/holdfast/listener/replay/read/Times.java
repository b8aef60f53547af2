package dev.holdfast.listener.replay.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.LocalDate;

/** Reads instants as our encoder writes them, several times faster than a general parser. */
final class Times {

  private static final int SECONDS_END = 19;
  private static final int SHORTEST = 20;
  private static final int LONGEST = 30;
  private static final int DAY = 86_400;
  private static final int NANO_DIGITS = 9;
  private static final int NONE = -1;

  private Times() {}

  /**
   * An instant in ISO 8601.
   *
   * @throws java.time.DateTimeException if it is none
   */
  static Instant instant(byte[] text, int start, int length) {
    if (isPlain(text, start, length)) {
      int year = number(text, start, 4);
      int month = number(text, start + 5, 2);
      int day = number(text, start + 8, 2);
      int hour = number(text, start + 11, 2);
      int minute = number(text, start + 14, 2);
      int second = number(text, start + 17, 2);
      int nanos = length == SHORTEST ? 0 : nanos(text, start + SHORTEST, length - SHORTEST - 1);
      boolean digits = (year | month | day | hour | minute | second | nanos) >= 0;
      // Hours of 24 and seconds of 60 are for the general parser.
      if (digits && hour < 24 && minute < 60 && second < 60) {
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * DAY + hour * 3_600L + minute * 60L + second, nanos);
      }
    }
    return Instant.parse(new String(text, start, length, US_ASCII));
  }

  /** {@code 2026-11-20T10:00:00Z}, or with up to nine digits of a fraction before the Z. */
  private static boolean isPlain(byte[] text, int start, int length) {
    return length >= SHORTEST
        && length <= LONGEST
        && text[start + 4] == '-'
        && text[start + 7] == '-'
        && text[start + 10] == 'T'
        && text[start + 13] == ':'
        && text[start + 16] == ':'
        && text[start + length - 1] == 'Z'
        && (length == SHORTEST || text[start + SECONDS_END] == '.');
  }

  private static int nanos(byte[] text, int start, int length) {
    int nanos = length == 0 ? NONE : number(text, start, length);
    for (int digits = length; digits < NANO_DIGITS && nanos > 0; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** Negative if there are other characters than digits. */
  private static int number(byte[] text, int start, int length) {
    int number = 0;
    for (int i = start; i < start + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
