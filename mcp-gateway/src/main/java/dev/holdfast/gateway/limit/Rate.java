package dev.holdfast.gateway.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * So much at once, and as much again in a period.
 *
 * @param capacity how much
 * @param period in what time a spent budget is full again
 */
record Rate(long capacity, Duration period) {

  private static final Pattern TEXT =
      Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,5})([smhd])");

  /**
   * Reads {@code 600/1m}; nothing or {@code none} is no limit.
   *
   * @param setting what to name if it cannot be read
   * @throws IllegalArgumentException if it cannot
   */
  static Optional<Rate> of(String setting, @Nullable String text) {
    if (text == null || text.isBlank() || text.equals("none")) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(setting + ": " + text + " is no rate such as 600/1m");
    }
    return Optional.of(
        new Rate(
            Long.parseLong(matcher.group(1)),
            period(Long.parseLong(matcher.group(2)), matcher.group(3))));
  }

  private static Duration period(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
