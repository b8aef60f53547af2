package dev.holdfast.gateway.tracing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.runtime.tracing.TraceHeaders;
import dev.holdfast.runtime.tracing.Tracing;
import io.micronaut.http.HttpHeaders;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Begins the span of a message. Its parent is what the HTTP header tells of, or, without one, what
 * the client wrote into the body (MCP 2026-07-28, Basic, {@code _meta}).
 */
@Singleton
public final class MessageTraces {

  private static final Set<String> METHODS =
      Set.of(
          "initialize",
          "ping",
          "tools/list",
          "tools/call",
          "prompts/list",
          "prompts/get",
          "resources/list",
          "resources/read",
          "resources/templates/list",
          "resources/subscribe",
          "resources/unsubscribe",
          "completion/complete",
          "logging/setLevel",
          "server/discover",
          "subscriptions/listen",
          "notifications/initialized",
          "notifications/cancelled",
          "notifications/progress",
          "notifications/roots/list_changed");

  // MCP 2025-11-25, Tool Names: what is none is not for a store of names.
  private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_./-]{1,128}");

  private final Tracing tracing;

  MessageTraces(Tracing tracing) {
    this.tracing = tracing;
  }

  /** Whether spans go anywhere. */
  public boolean isOn() {
    return tracing.isOn();
  }

  /** What the client tells of. */
  public static Context told(HttpHeaders headers, Message message) {
    if (headers.contains(TraceHeaders.TRACEPARENT)) {
      Context told = TraceHeaders.context(headers::getAll);
      if (Tracing.isTraced(told)) {
        return told;
      }
    }
    return told(message.meta());
  }

  private static Context told(JsonNode meta) {
    return meta.path(TraceHeaders.TRACEPARENT).isTextual()
        ? TraceHeaders.context(
            name ->
                Optional.ofNullable(meta.path(name).textValue()).map(List::of).orElse(List.of()))
        : Context.root();
  }

  /**
   * The context of a message within a request that has a span already. Without an exporter, that is
   * the context of whoever told, else the request's.
   */
  public Context within(Context request, McpServer server, HttpHeaders headers, Message message) {
    Context told = told(headers, message);
    boolean byBody = Tracing.isTraced(told) && !Tracing.isSameTrace(told, request);
    Context parent = byBody ? told : request;
    if (!tracing.isOn() || message.json().isNull()) {
      return parent;
    }
    String name = name(message);
    Attributes attributes = attributes(server, message);
    return byBody
        ? tracing.receive(SpanKind.SERVER, name, parent, request, attributes)
        : tracing.receive(SpanKind.SERVER, name, parent, attributes);
  }

  /** The context of a message that is handled by itself, without a span of its request. */
  public Context alone(McpServer server, HttpHeaders headers, Message message) {
    Context told = told(headers, message);
    return tracing.isOn()
        ? tracing.receive(SpanKind.SERVER, name(message), told, attributes(server, message))
        : told;
  }

  private static String name(Message message) {
    String method = method(message);
    return tool(message).map(tool -> method + " " + tool).orElse(method);
  }

  private static Attributes attributes(McpServer server, Message message) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(CallAttributes.METHOD, method(message))
            .put(CallAttributes.SERVER, server.name());
    tool(message).ifPresent(tool -> attributes.put(CallAttributes.TOOL, tool));
    return attributes.build();
  }

  private static String method(Message message) {
    return message.method().filter(METHODS::contains).orElse("_OTHER");
  }

  private static Optional<String> tool(Message message) {
    return message.isNamed("tools/call")
        ? message.target().filter(name -> TOOL_NAME.matcher(name).matches())
        : Optional.empty();
  }
}
