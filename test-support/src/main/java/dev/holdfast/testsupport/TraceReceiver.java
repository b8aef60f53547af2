package dev.holdfast.testsupport;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A collector on loopback that keeps what services export by OTLP over HTTP. */
public final class TraceReceiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Exported> spans = new CopyOnWriteArrayList<>();

  private TraceReceiver(HttpServer server) {
    this.server = server;
  }

  /** Starts on a free port. */
  public static TraceReceiver start() {
    try {
      var receiver =
          new TraceReceiver(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      receiver.server.createContext("/v1/traces", receiver::take);
      receiver.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is to be. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All spans that arrived. */
  public List<Exported> spans() {
    return List.copyOf(spans);
  }

  /** The spans of a trace that arrived. */
  public List<Exported> trace(String traceId) {
    return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      request.getResourceSpansList().stream().flatMap(Exported::in).forEach(spans::add);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /**
   * A span that a service exported.
   *
   * @param service the service's name
   */
  public record Exported(String service, Span span) {

    private static Stream<Exported> in(ResourceSpans resource) {
      String service =
          resource.getResource().getAttributesList().stream()
              .filter(attribute -> attribute.getKey().equals("service.name"))
              .map(attribute -> attribute.getValue().getStringValue())
              .findFirst()
              .orElse("");
      return resource.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .map(span -> new Exported(service, span));
    }

    /** Its name. */
    public String name() {
      return span.getName();
    }

    /** Its trace, in hexadecimal digits. */
    public String traceId() {
      return hex(span.getTraceId());
    }

    /** Its id, in hexadecimal digits. */
    public String id() {
      return hex(span.getSpanId());
    }

    /** Its parent's id, in hexadecimal digits; empty if it has none. */
    public String parentId() {
      return hex(span.getParentSpanId());
    }

    /** Server, client, producer or consumer. */
    public Span.SpanKind kind() {
      return span.getKind();
    }

    /** Its attributes by their names, numbers as decimals. */
    public Map<String, String> attributes() {
      return span.getAttributesList().stream()
          .collect(Collectors.toMap(KeyValue::getKey, Exported::text));
    }

    private static String text(KeyValue attribute) {
      return attribute.getValue().hasIntValue()
          ? Long.toString(attribute.getValue().getIntValue())
          : attribute.getValue().getStringValue();
    }

    private static String hex(ByteString bytes) {
      return HexFormat.of().formatHex(bytes.toByteArray());
    }
  }
}
