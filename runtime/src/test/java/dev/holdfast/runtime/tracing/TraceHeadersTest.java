package dev.holdfast.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeadersTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @Test
  void whatWasToldIsToldAgain() {
    Context context =
        TraceHeaders.context(told(List.of(PARENT), List.of("congo=t61rcWkgMzE", "rojo=1")));

    assertThat(TraceHeaders.of(context))
        .contains(new TraceHeaders(PARENT, "congo=t61rcWkgMzE,rojo=1"));
    assertThat(Span.fromContext(context).getSpanContext().getTraceId()).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void whatIsMalformedIsNoTrace(String traceparent) {
    Context context = TraceHeaders.context(told(List.of(traceparent), List.of("a=b")));

    assertThat(Tracing.isTraced(context)).isFalse();
    assertThat(TraceHeaders.of(context)).isEmpty();
  }

  @Test
  void ofTwoParentsNoneCounts() {
    Context context = TraceHeaders.context(told(List.of(PARENT, PARENT), List.of()));

    assertThat(Tracing.isTraced(context)).isFalse();
  }

  @Test
  void brokenStateLosesNoTrace() {
    Context context = TraceHeaders.context(told(List.of(PARENT), List.of("=,=;")));

    assertThat(TraceHeaders.of(context)).contains(new TraceHeaders(PARENT, null));
  }

  private static Function<String, List<String>> told(List<String> parents, List<String> states) {
    return name -> name.equals("traceparent") ? parents : states;
  }
}
