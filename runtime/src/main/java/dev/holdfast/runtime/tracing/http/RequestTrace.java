package dev.holdfast.runtime.tracing.http;

import dev.holdfast.runtime.tracing.Tracing;
import io.micronaut.http.HttpRequest;
import io.opentelemetry.context.Context;
import java.util.Optional;

/** The trace that a request of this server belongs to. */
public final class RequestTrace {

  private static final String SPAN = RequestTrace.class.getName();
  private static final String MOVED = SPAN + ".moved";

  private RequestTrace() {}

  /** What a caller may be told, and the log holds: 32 hexadecimal digits. */
  public static String id(HttpRequest<?> request) {
    return Tracing.traceId(
        request.getAttribute(MOVED, Context.class).or(() -> of(request)).orElseGet(Context::root));
  }

  /** The request's work goes on in another context, which may be of another trace. */
  public static void move(HttpRequest<?> request, Context context) {
    request.setAttribute(MOVED, context);
  }

  static Optional<Context> of(HttpRequest<?> request) {
    return request.getAttribute(SPAN, Context.class);
  }

  static void set(HttpRequest<?> request, Context context) {
    request.setAttribute(SPAN, context);
  }
}
