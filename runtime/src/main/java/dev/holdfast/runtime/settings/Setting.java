package dev.holdfast.runtime.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that exists.
 *
 * @param property the Micronaut property; a segment {@code *} stands for any name
 * @param type the name of the Java type that its value becomes
 */
public record Setting(String property, String type) {

  /** How many values a setting holds. */
  enum Kind {
    /** One. */
    VALUE,
    /** One, the path of a file or directory. */
    PATH,
    /** Several, by number. */
    LIST,
    /** Several, by name. */
    MAP
  }

  /** How many values it holds. */
  Kind kind() {
    return switch (type) {
      case "java.util.List" -> Kind.LIST;
      case "java.util.Map" -> Kind.MAP;
      case "java.nio.file.Path" -> Kind.PATH;
      default -> Kind.VALUE;
    };
  }

  /** The environment variable, with {@code *} for any name. */
  public String variable() {
    return variable(property);
  }

  /** The environment variable of a property. */
  static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Whether a property is this setting's, or an entry of it. */
  boolean is(String candidate) {
    String entry =
        switch (kind()) {
          case VALUE, PATH -> "";
          case LIST -> "(\\[\\d+])?";
          case MAP -> "(\\..+)?";
        };
    return candidate.matches(pattern(property, "[^.\\[]+") + entry);
  }

  /**
   * The property that an environment variable stands for, if it is this setting's. What stands for
   * {@code *} becomes lower case with hyphens, as such names are written; an entry of a map keeps
   * its underscores, as parameters of protocols have them.
   */
  Optional<String> property(String candidate) {
    if (!candidate.startsWith(beginning())) {
      return Optional.empty();
    }
    String entry =
        switch (kind()) {
          case VALUE, PATH -> "(?<entry>)";
          case LIST -> "(?:_(?<entry>\\d{1,2}))?";
          case MAP -> "_(?<entry>.+)";
        };
    Matcher matcher = Pattern.compile(pattern(variable(), "(.+)") + entry).matcher(candidate);
    return matcher.matches() ? Optional.of(property(matcher)) : Optional.empty();
  }

  private String property(Matcher matcher) {
    StringJoiner segments = new StringJoiner(".");
    int name = 0;
    for (String segment : property.split("\\.", -1)) {
      segments.add(segment.equals("*") ? name(matcher.group(++name)) : segment);
    }
    String entry = matcher.group("entry");
    if (entry == null || entry.isEmpty()) {
      return segments.toString();
    }
    return kind() == Kind.LIST
        ? segments + "[" + entry + "]"
        : segments.add(entry.toLowerCase(Locale.ROOT)).toString();
  }

  /** What every variable of it begins with: spares most patterns. */
  private String beginning() {
    String variable = variable();
    int any = variable.indexOf('*');
    return any < 0 ? variable : variable.substring(0, any);
  }

  /** How much of it is no {@code *}: of two that fit, the longer one is meant. */
  int literal() {
    return property.replace("*", "").length();
  }

  private static String name(String part) {
    return part.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String pattern(String name, String any) {
    return Pattern.quote(name).replace("*", "\\E" + any + "\\Q");
  }
}
