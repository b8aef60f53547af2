package dev.holdfast.runtime.settings;

import java.time.Duration;

/** What configuration records ask of times; a refusal begins with the setting's name. */
public final class Times {

  private Times() {}

  /**
   * Refuses zero and less.
   *
   * @throws IllegalArgumentException naming the setting
   */
  public static void requirePositive(String setting, Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException(setting + " is not positive");
    }
  }

  /**
   * Refuses less than zero.
   *
   * @throws IllegalArgumentException naming the setting
   */
  public static void requireNotNegative(String setting, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(setting + " is negative");
    }
  }
}
