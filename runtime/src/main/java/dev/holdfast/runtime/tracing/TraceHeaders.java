package dev.holdfast.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What crosses a process (W3C Trace Context, section 3).
 *
 * @param traceparent trace, span and flags
 * @param tracestate what tracing systems add for themselves; null if nothing
 */
public record TraceHeaders(String traceparent, @Nullable String tracestate) {

  /** The header's name, everywhere: over HTTP, in Kafka and in MCP's {@code _meta}. */
  public static final String TRACEPARENT = "traceparent";

  /** The name of the header beside it. */
  public static final String TRACESTATE = "tracestate";

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  /** What tells others of this context; empty if it belongs to no trace. */
  public static Optional<TraceHeaders> of(Context context) {
    if (!Span.fromContext(context).getSpanContext().isValid()) {
      return Optional.empty();
    }
    Map<String, String> told = HashMap.newHashMap(2);
    W3C.inject(context, told, (map, name, value) -> told.put(name, value));
    return Optional.ofNullable(told.get(TRACEPARENT))
        .map(traceparent -> new TraceHeaders(traceparent, told.get(TRACESTATE)));
  }

  /**
   * The context that was told.
   *
   * @param values all values of a header, by its name
   * @return the root if nothing was told, or nothing that can be understood (section 3.2.2.5)
   */
  public static Context context(Function<String, List<String>> values) {
    return W3C.extract(Context.root(), values, TraceHeaders::value);
  }

  /** The context that these headers tell of. */
  public Context context() {
    return context(
        name -> {
          @Nullable String value = name.equals(TRACEPARENT) ? traceparent : tracestate;
          return value == null ? List.of() : List.of(value);
        });
  }

  /** Adds both headers to a carrier. */
  public void tell(BiConsumer<String, String> carrier) {
    carrier.accept(TRACEPARENT, traceparent);
    if (tracestate != null) {
      carrier.accept(TRACESTATE, tracestate);
    }
  }

  // Section 3.2.2.4: of several traceparents none counts; section 3.3.1.1: tracestates add up.
  private static @Nullable String value(
      @Nullable Function<String, List<String>> carrier, String name) {
    List<String> values = carrier == null ? List.of() : carrier.apply(name);
    if (values.isEmpty() || (values.size() > 1 && name.equals(TRACEPARENT))) {
      return null;
    }
    return values.size() == 1 ? values.getFirst() : String.join(",", values);
  }
}
