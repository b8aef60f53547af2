package dev.holdfast.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A schema that {@link DatabaseMain} makes, and the password of its user. */
record SchemaToMake(String name, String password) {

  static List<SchemaToMake> all(Foreground foreground) {
    String names = foreground.optional("HOLDFAST_DATABASE_SCHEMAS").orElse("");
    return Arrays.stream(names.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(name -> new SchemaToMake(name, foreground.require(passwordVariable(name))))
        .toList();
  }

  private static String passwordVariable(String schema) {
    return "HOLDFAST_DATABASE_PASSWORD_" + schema.toUpperCase(Locale.ROOT);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SchemaToMake[" + name + "]";
  }
}
