package dev.holdfast.authserver.harness;

import java.util.Map;
import java.util.stream.Collectors;

/** What can be wrong with a parameter whatever it means. Bodies are written byte by character. */
public enum Mutation {
  DUPLICATED,
  MISSING,
  EMPTY,
  OVERSIZED,
  ESCAPED_LATIN_1,
  OVERLONG_UTF_8,
  BROKEN_ESCAPE,
  CUT_ESCAPE,
  NUL,
  LINE_BREAK;

  /** The parameter as it stands in the form, changed. */
  public String pair(String name, String value) {
    String sound = name + '=' + value;
    return switch (this) {
      case DUPLICATED -> sound + '&' + sound;
      case MISSING -> "";
      case EMPTY -> name + '=';
      case OVERSIZED -> name + '=' + "x".repeat(9000);
      case ESCAPED_LATIN_1 -> sound + "%E9";
      case OVERLONG_UTF_8 -> sound + "%C0%AF";
      case BROKEN_ESCAPE -> sound + "%ZZ";
      case CUT_ESCAPE -> sound + '%';
      case NUL -> sound + "%00";
      case LINE_BREAK -> sound + "%0D%0ASet-Cookie:%20a=b";
    };
  }

  /** Whether the parameter is as good as left out. */
  public boolean leavesOut() {
    return this == MISSING || this == EMPTY;
  }

  /** A form with one parameter changed. */
  public String apply(Map<String, String> form, String name) {
    return form.entrySet().stream()
        .map(
            field -> {
              String value = Browser.encode(field.getValue());
              return field.getKey().equals(name) ? pair(name, value) : field.getKey() + '=' + value;
            })
        .filter(pair -> !pair.isEmpty())
        .collect(Collectors.joining("&"));
  }
}
