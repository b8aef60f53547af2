package dev.holdfast.acceptance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.monitoring.Monitoring.Expression;
import dev.holdfast.acceptance.monitoring.PromQl.LabelMatcher;
import dev.holdfast.acceptance.monitoring.PromQl.Selector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every metric, label and label value that a dashboard or an alert asks for is shown by the running
 * services, and is there from their start: an alert on what is born with its first failure would
 * miss that one.
 */
final class MetricsExistTest {

  private static final Exposition shown = Exposition.of(RunningSystem.shared().settings());

  /** Of requests that were made, so a test cannot ask for a value. */
  private static final Set<String> OPEN = Set.of("status", "uri");

  // {{server}} of Grafana, {{ $labels.server }} of Prometheus.
  private static final Pattern LABEL =
      Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?([a-z]\\w*) ?\\}\\}");

  static Stream<Expression> expressions() {
    return Monitoring.expressions().stream();
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void whatItAsksForIsShown(Expression expression) {
    PromQl query = PromQl.of(expression.text());
    assertThat(query.selectors()).isNotEmpty();
    Set<String> labels = new TreeSet<>();
    for (Selector selector : query.selectors()) {
      List<Map<String, String>> series = shown.matching(selector.metric(), closed(selector));
      assertThat(series).as("series of %s", selector).isNotEmpty();
      series.forEach(one -> labels.addAll(one.keySet()));
      assertThat(series.getFirst().keySet())
          .as("labels of %s", selector.metric())
          .containsAll(selector.matchers().stream().map(LabelMatcher::label).toList());
    }
    assertThat(labels).as("labels of the series").containsAll(query.labels());
    assertThat(query.labels().isEmpty() ? labels : query.labels())
        .as("labels of the result")
        .containsAll(
            LABEL.matcher(expression.template()).results().map(one -> one.group(1)).toList());
  }

  private static List<LabelMatcher> closed(Selector selector) {
    return selector.matchers().stream()
        .filter(one -> !OPEN.contains(one.label()))
        .filter(one -> !one.value().startsWith("$"))
        .toList();
  }
}
