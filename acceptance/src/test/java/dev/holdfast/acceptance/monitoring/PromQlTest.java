package dev.holdfast.acceptance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.acceptance.monitoring.PromQl.LabelMatcher;
import dev.holdfast.acceptance.monitoring.PromQl.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PromQlTest {

  @Test
  void selectorsAreFoundAmongFunctionsAndAggregations() {
    PromQl read =
        PromQl.of(
            "sum by (job, le) (rate(a_total{job=~\"$job\", x!=\"y\"}[5m])) / on (job)"
                + " group_left () max(b) > 0.5 * 86400");
    assertThat(read.selectors())
        .containsExactly(
            new Selector(
                "a_total",
                List.of(new LabelMatcher("job", "=~", "$job"), new LabelMatcher("x", "!=", "y"))),
            new Selector("b", List.of()));
    assertThat(read.labels()).containsExactly("job", "le");
  }

  @Test
  void regularExpressionsAreAnchored() {
    LabelMatcher matcher = new LabelMatcher("status", "=~", "5..");
    assertThat(matcher.accepts("503")).isTrue();
    assertThat(matcher.accepts("1503")).isFalse();
    assertThat(new LabelMatcher("status", "!~", "5..").accepts("200")).isTrue();
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    assertThatThrownBy(() -> PromQl.of("a{b=c}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PromQl.of("a @ \"x\"")).isInstanceOf(IllegalArgumentException.class);
  }
}
