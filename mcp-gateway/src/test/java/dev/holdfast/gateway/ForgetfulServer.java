package dev.holdfast.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An MCP server with sessions that it can be made to forget, as a restart does. */
final class ForgetfulServer implements HttpHandler {

  private static final String UNKNOWN =
      "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32001,\"message\":\"Session not found\"}}";

  final AtomicInteger initialized = new AtomicInteger();
  final Set<String> live = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private volatile CountDownLatch streams = new CountDownLatch(1);
  volatile int status = 404;
  volatile String saying = UNKNOWN;
  volatile int initializeStatus = 200;
  volatile @Nullable String version;
  volatile String tools = "[]";
  volatile String resources = "[]";

  /** Ends the streams, each in the middle of nothing, and knows no session any more. */
  void forget() {
    live.clear();
    streams.countDown();
    streams = new CountDownLatch(1);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String body = StubServer.body(exchange);
    String session = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
    if (body.contains("\"method\":\"initialize\"")) {
      initialize(exchange, body);
    } else if (session == null || !live.contains(session)) {
      StubServer.json(exchange, status, saying);
    } else if (exchange.getRequestMethod().equals("GET")) {
      stream(exchange);
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      live.remove(session);
      exchange.sendResponseHeaders(204, -1);
    } else if (body.contains("notifications/")) {
      initialized.incrementAndGet();
      exchange.sendResponseHeaders(202, -1);
    } else if (body.contains("s/list\"")) {
      StubServer.json(
          exchange,
          200,
          "{\"jsonrpc\":\"2.0\",\"id\":\"holdfast\",\"result\":{\"tools\":%s,\"resources\":%s}}"
              .formatted(tools, resources));
    } else {
      exchange.getResponseHeaders().set("Mcp-Session-Id", session);
      StubServer.json(exchange, 200, "{\"session\":\"" + session + "\"}");
    }
  }

  private void initialize(HttpExchange exchange, String body) throws IOException {
    if (initializeStatus != 200) {
      StubServer.json(exchange, initializeStatus, "{}");
      return;
    }
    String id = "session-" + count.incrementAndGet();
    live.add(id);
    exchange.getResponseHeaders().set("Mcp-Session-Id", id);
    String spoken =
        version == null ? body.replaceFirst("(?s).*protocolVersion\":\"([^\"]*).*", "$1") : version;
    StubServer.json(
        exchange,
        200,
        """
        {"jsonrpc":"2.0","id":"holdfast","result":{"protocolVersion":"%s","capabilities":\
        {"tools":{"listChanged":true},"prompts":{},"resources":{"listChanged":true}}}}"""
            .formatted(spoken));
  }

  private void stream(HttpExchange exchange) throws IOException {
    CountDownLatch end = streams;
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("data: hello\n\n".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    try {
      if (!end.await(20, TimeUnit.SECONDS)) {
        throw new IOException("nobody made the server forget");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
