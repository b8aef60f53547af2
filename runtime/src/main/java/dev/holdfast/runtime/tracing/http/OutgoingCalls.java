package dev.holdfast.runtime.tracing.http;

import dev.holdfast.runtime.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Begins a span for a call that one of our HTTP clients makes for the thread's current work. Of the
 * address only host and port are told.
 */
@Singleton
public final class OutgoingCalls {

  // One of the conventions' that is not settled yet.
  private static final AttributeKey<String> URL_TEMPLATE = AttributeKey.stringKey("url.template");

  private final Tracing tracing;

  /** Uses this tracing. */
  public OutgoingCalls(Tracing tracing) {
    this.tracing = tracing;
  }

  /**
   * A call to another service of this installation, which is always told of the trace.
   *
   * @param template of the path; null if unknown
   */
  public OutgoingCall toOurs(String method, URI uri, @Nullable String template) {
    return begin(Context.current(), method, uri, template, true);
  }

  /**
   * A call to somebody else, who is told only of traces that are recorded: an id that we made up
   * would switch the other's own sampling off.
   */
  public OutgoingCall toOthers(String method, URI uri) {
    return begin(Context.current(), method, uri, null, tracing.isOn());
  }

  /**
   * A caller's own request, passed on to somebody else, who is told of the caller's trace also if
   * we record nothing.
   *
   * @param context of the request
   */
  public OutgoingCall passedOn(Context context, String method, URI uri) {
    return begin(context, method, uri, null, tracing.isOn() || isTheCallers(context));
  }

  private OutgoingCall begin(
      Context parent, String method, URI uri, @Nullable String template, boolean told) {
    if (!tracing.isOn()) {
      return new OutgoingCall(parent, told);
    }
    AttributesBuilder attributes =
        Attributes.builder().put(HttpAttributes.HTTP_REQUEST_METHOD, method);
    if (uri.getHost() != null) {
      attributes.put(ServerAttributes.SERVER_ADDRESS, uri.getHost());
    }
    if (uri.getPort() > 0) {
      attributes.put(ServerAttributes.SERVER_PORT, uri.getPort());
    }
    String name = method;
    if (template != null) {
      attributes.put(URL_TEMPLATE, template);
      name += " " + template;
    }
    return new OutgoingCall(tracing.send(SpanKind.CLIENT, name, parent, attributes.build()), told);
  }

  private static boolean isTheCallers(Context context) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    return span.isValid() && span.isRemote();
  }
}
