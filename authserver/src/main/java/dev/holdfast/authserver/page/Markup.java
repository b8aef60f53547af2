package dev.holdfast.authserver.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * A piece of HTML. It is made of literals in the code and of values, which are always escaped.
 *
 * @param html safe to send
 */
public record Markup(String html) {

  /** Fills the {@code %s} of a literal; whatever is not itself markup is escaped. */
  public static Markup of(String literal, Object... values) {
    Object[] safe = Stream.of(values).map(Markup::safe).toArray();
    return new Markup(literal.formatted(safe));
  }

  /** One after the other. */
  public static Markup all(List<Markup> parts) {
    return new Markup(String.join("\n", parts.stream().map(Markup::html).toList()));
  }

  private static String safe(Object value) {
    return value instanceof Markup markup ? markup.html() : escape(String.valueOf(value));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
