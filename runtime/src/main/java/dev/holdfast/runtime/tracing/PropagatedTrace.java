package dev.holdfast.runtime.tracing;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A context that follows a request from thread to thread, with its ids in the log's MDC under
 * {@value #TRACE_ID} and {@value #SPAN_ID}. What was there before comes back when the thread leaves
 * the request.
 */
public record PropagatedTrace(Context context)
    implements ThreadPropagatedContextElement<PropagatedTrace.Before> {

  /** The MDC's key for the trace: 32 hexadecimal digits. */
  public static final String TRACE_ID = "trace_id";

  /** The MDC's key for the span: 16 hexadecimal digits. */
  public static final String SPAN_ID = "span_id";

  /** What a thread had. */
  public record Before(Scope scope, @Nullable String traceId, @Nullable String spanId) {}

  @Override
  @SuppressWarnings("MustBeClosedChecker") // Closed when the thread leaves the request.
  public Before updateThreadContext() {
    Before before = new Before(context.makeCurrent(), MDC.get(TRACE_ID), MDC.get(SPAN_ID));
    SpanContext span = Span.fromContext(context).getSpanContext();
    put(TRACE_ID, span.isValid() ? span.getTraceId() : null);
    put(SPAN_ID, span.isValid() ? span.getSpanId() : null);
    return before;
  }

  @Override
  public void restoreThreadContext(@Nullable Before before) {
    if (before == null) {
      return;
    }
    put(TRACE_ID, before.traceId());
    put(SPAN_ID, before.spanId());
    before.scope().close();
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
