package dev.holdfast.runtime.tracing.http;

import dev.holdfast.runtime.tracing.Tracing;
import io.micronaut.http.HttpRequest;
import io.opentelemetry.context.Context;
import java.util.Optional;

/** The trace that a request of this server belongs to. */
public final class RequestTrace {

  private static final String ATTRIBUTE = RequestTrace.class.getName();

  private RequestTrace() {}

  /** What a caller may be told, and the log holds: 32 hexadecimal digits. */
  public static String id(HttpRequest<?> request) {
    return Tracing.traceId(of(request).orElseGet(Context::root));
  }

  static Optional<Context> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Context.class);
  }

  static void set(HttpRequest<?> request, Context context) {
    request.setAttribute(ATTRIBUTE, context);
  }
}
