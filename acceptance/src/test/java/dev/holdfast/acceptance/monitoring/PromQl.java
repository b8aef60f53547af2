package dev.holdfast.acceptance.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression looks at: its selectors, and the labels it groups and matches by. Knows
 * as much of the language as dashboards and alerts use, and refuses the rest.
 */
final class PromQl {

  private static final Set<String> AGGREGATIONS =
      Set.of("sum", "min", "max", "avg", "count", "group", "topk", "bottomk", "quantile");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");
  private static final Set<String> GROUPINGS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  private static final Pattern SKIPPED =
      Pattern.compile("\\s+|\\[[^\\]]*\\]|[0-9][0-9.eE]*|[-+*/%^(),]|[<>=!]=?");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABELS = Pattern.compile("\\s*\\(([^)]*)\\)");
  private static final Pattern MATCHER =
      Pattern.compile("\\s*([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");

  private final String text;
  private final List<Selector> selectors = new ArrayList<>();
  private final Set<String> labels = new TreeSet<>();
  private int at;

  private PromQl(String text) {
    this.text = text;
  }

  /** Reads an expression; Grafana's variables may stand where strings and durations do. */
  static PromQl of(String expression) {
    PromQl read = new PromQl(expression);
    read.all();
    return read;
  }

  List<Selector> selectors() {
    return List.copyOf(selectors);
  }

  /** Those in {@code by (…)}, {@code on (…)} and their like. */
  Set<String> labels() {
    return labels;
  }

  /** The series of one name, with those label values. */
  record Selector(String metric, List<LabelMatcher> matchers) {}

  /** One condition of a selector. */
  record LabelMatcher(String label, String operator, String value) {

    boolean isPositive() {
      return operator.startsWith("=");
    }

    /** Prometheus' regular expressions are anchored; a missing label is an empty one. */
    boolean accepts(String actual) {
      boolean same = operator.endsWith("~") ? Pattern.matches(value, actual) : value.equals(actual);
      return same == isPositive();
    }
  }

  private void all() {
    while (at < text.length()) {
      if (next(SKIPPED).isEmpty()) {
        String name = next(NAME);
        if (name.isEmpty()) {
          throw new IllegalArgumentException("cannot read on at: " + text.substring(at));
        }
        named(name);
      }
    }
  }

  private void named(String name) {
    if (GROUPINGS.contains(name)) {
      Matcher list = here(LABELS);
      if (list.lookingAt()) {
        at = list.end();
        NAME.matcher(list.group(1)).results().forEach(one -> labels.add(one.group()));
      }
    } else if (!AGGREGATIONS.contains(name) && !OPERATORS.contains(name) && !isCall()) {
      selectors.add(new Selector(name, matchers()));
    }
  }

  private boolean isCall() {
    return text.substring(at).stripLeading().startsWith("(");
  }

  private List<LabelMatcher> matchers() {
    List<LabelMatcher> found = new ArrayList<>();
    if (!text.startsWith("{", at)) {
      return found;
    }
    at++;
    for (Matcher one = here(MATCHER); one.lookingAt(); one = here(MATCHER)) {
      found.add(new LabelMatcher(one.group(1), one.group(2), one.group(3)));
      at = one.end();
    }
    if (!text.startsWith("}", at)) {
      throw new IllegalArgumentException("no label matcher: " + text.substring(at));
    }
    at++;
    return found;
  }

  private String next(Pattern pattern) {
    Matcher found = here(pattern);
    if (!found.lookingAt()) {
      return "";
    }
    at = found.end();
    return found.group();
  }

  private Matcher here(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }
}
