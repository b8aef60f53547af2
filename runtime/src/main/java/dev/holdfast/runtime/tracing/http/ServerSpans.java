package dev.holdfast.runtime.tracing.http;

import dev.holdfast.runtime.tracing.PropagatedTrace;
import dev.holdfast.runtime.tracing.TraceHeaders;
import dev.holdfast.runtime.tracing.Tracing;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.semconv.HttpAttributes;
import java.util.Optional;

/**
 * A span for each request, named by its route. Paths and queries are not told, because links and
 * codes are in them. It ends with the head of the answer.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ServerSpans implements Ordered {

  private final Tracing tracing;

  ServerSpans(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.TRACING.order();
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext propagated) {
    if (isProbe(request.getPath())) {
      return;
    }
    Optional<String> route = BasicHttpAttributes.getUriTemplate(request);
    String method = method(request);
    AttributesBuilder attributes =
        Attributes.builder().put(HttpAttributes.HTTP_REQUEST_METHOD, method);
    route.ifPresent(template -> attributes.put(HttpAttributes.HTTP_ROUTE, template));
    Context context =
        tracing.receive(
            SpanKind.SERVER,
            route.map(template -> method + " " + template).orElse(method),
            TraceHeaders.context(request.getHeaders()::getAll),
            attributes.build());
    RequestTrace.set(request, context);
    propagated.add(new PropagatedTrace(context));
  }

  @ResponseFilter
  void end(HttpRequest<?> request, HttpResponse<?> response) {
    RequestTrace.of(request).ifPresent(context -> end(context, response.code()));
  }

  private static void end(Context context, int status) {
    Span span = Span.fromContext(context);
    span.setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, status);
    if (status >= 500) {
      Tracing.failed(context, Integer.toString(status));
    }
    span.end();
  }

  // Whoever looks every few seconds whether we are well would fill any store.
  private static boolean isProbe(String path) {
    return path.startsWith("/health") || path.startsWith("/prometheus");
  }

  /** As the conventions ask: a method that nobody knows is not told. */
  static String method(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.CUSTOM ? "_OTHER" : request.getMethodName();
  }
}
