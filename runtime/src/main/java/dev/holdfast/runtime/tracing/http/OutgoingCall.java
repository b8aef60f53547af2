package dev.holdfast.runtime.tracing.http;

import dev.holdfast.runtime.tracing.TraceHeaders;
import dev.holdfast.runtime.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.semconv.HttpAttributes;
import java.util.function.BiConsumer;

/**
 * A call that is being made. It ends once, by {@link #close}, and counts as failed with a status of
 * 400 or more, or without any.
 */
public final class OutgoingCall implements AutoCloseable {

  private final Context context;
  private final boolean told;

  OutgoingCall(Context context, boolean told) {
    this.context = context;
    this.told = told;
  }

  /** Adds the headers that tell the other side of the trace. */
  public void tell(BiConsumer<String, String> headers) {
    if (told) {
      TraceHeaders.of(context).ifPresent(trace -> trace.tell(headers));
    }
  }

  /** There is an answer. */
  public void answered(int status) {
    Span.fromContext(context).setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, status);
    if (status >= 400) {
      Tracing.failed(context, Integer.toString(status));
    }
  }

  /** There is none. */
  public void failed(Throwable cause) {
    Tracing.failed(context, cause);
  }

  @Override
  public void close() {
    Span.fromContext(context).end();
  }
}
