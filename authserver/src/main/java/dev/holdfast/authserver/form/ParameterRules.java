package dev.holdfast.authserver.form;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the parameters of a form or a query, and says what no request may contain. Reading never
 * fails: what cannot be decoded becomes U+FFFD, and U+FFFD is what no request may contain. So an
 * authorization request with one broken parameter can still be refused at its redirection URI.
 */
public final class ParameterRules {

  private static final int MOST_VALUES = 64;
  private static final int LONGEST_VALUE = 8192;

  /** RFC 6749, appendix A: names are short and plain; ours is laxer, for extensions. */
  private static final Pattern NAME = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");

  private static final String UNDECODABLE = "\uFFFD";

  /** JSON, which may be broken into lines (OpenID Connect Core, section 5.5). */
  private static final Set<String> JSON = Set.of("claims");

  private ParameterRules() {}

  /** The parameters by name, in their order. */
  public static Map<String, List<String>> parse(String raw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : raw.trim().split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        values
            .computeIfAbsent(decode(parts[0]), _ -> new ArrayList<>())
            .add(parts.length == 1 ? "" : decode(parts[1]));
      }
    }
    return values;
  }

  /** What is wrong with parameters whatever they mean; safe to tell. */
  public static Optional<String> fault(Map<String, List<String>> parameters) {
    int count = parameters.values().stream().mapToInt(List::size).sum();
    if (count > MOST_VALUES) {
      return Optional.of("Too many parameters");
    }
    return parameters.entrySet().stream()
        .flatMap(parameter -> fault(parameter.getKey(), parameter.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> fault(String name, List<String> values) {
    // The name itself is not told unless it is sound.
    if (!NAME.matcher(name).matches()) {
      return Optional.of("A parameter's name is malformed");
    }
    return values.stream().allMatch(value -> sound(name, value))
        ? Optional.empty()
        : Optional.of("The value of " + name + " is malformed or too long");
  }

  /** Whether a single value has nothing wrong with it. */
  public static boolean sound(String name, String value) {
    return value.length() <= LONGEST_VALUE
        && !value.contains(UNDECODABLE)
        && !hasControls(value, JSON.contains(name));
  }

  private static boolean hasControls(String value, boolean lines) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t'))) {
        return true;
      }
    }
    return false;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return UNDECODABLE;
    }
  }
}
