package dev.holdfast.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An MCP server that says what the test says, on the streams by which it is listened to. */
final class TalkingServer implements HttpHandler {

  private static final String HANG_UP = "";
  private static final String PING = ":";

  private final String name;
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile int oldest;
  private final List<BlockingQueue<String>> streams = new CopyOnWriteArrayList<>();

  /** What clients said to what was asked, with the session they said it in. */
  final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /** How many messages went out. */
  final AtomicInteger said = new AtomicInteger();

  volatile String tools = "[]";
  volatile boolean down;
  volatile boolean silent;

  TalkingServer(String name) {
    this.name = name;
  }

  int listeners() {
    // Who is gone is noticed when something is said.
    streams.forEach(stream -> stream.add(PING));
    return streams.size();
  }

  void say(String json) {
    streams.forEach(stream -> stream.add("id: event-1\ndata: " + json + "\n\n"));
  }

  /** As a restart does: streams end, and no session is known any more. */
  void forget() {
    oldest = sessions.get() + 1;
    hangUp();
  }

  void hangUp() {
    streams.forEach(stream -> stream.add(HANG_UP));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String body = StubServer.body(exchange);
    if (down) {
      StubServer.json(exchange, 503, "{}");
    } else if (body.contains("\"method\":\"initialize\"")) {
      exchange.getResponseHeaders().set("Mcp-Session-Id", name + "-" + sessions.incrementAndGet());
      StubServer.json(
          exchange,
          200,
          "{\"jsonrpc\":\"2.0\",\"id\":\"holdfast\",\"result\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{\"listChanged\":true}}}}");
    } else if (isForgotten(exchange)) {
      StubServer.json(exchange, 404, "{}");
    } else if (body.contains("tools/list")) {
      StubServer.json(
          exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"tools\":" + tools + "}}");
    } else if (exchange.getRequestHeaders().containsKey("Last-Event-ID")
        && exchange.getRequestHeaders().getFirst("Last-Event-ID").equals("call-1")) {
      begin(exchange);
      write(
          exchange,
          "id: call-2\ndata: {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"late\":true}}\n\n");
    } else if (exchange.getRequestMethod().equals("GET")) {
      talk(exchange, "");
    } else if (silent && body.contains("subscriptions/listen")) {
      StubServer.json(exchange, 404, "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32601}}");
    } else if (body.contains("subscriptions/listen")) {
      String asked = body.replaceFirst("(?s).*\"notifications\":(\\{[^}]*}).*", "$1");
      talk(
          exchange,
          "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{\"notifications\":"
              + asked
              + "}}\n\n");
    } else if (body.contains("\"ask\"")) {
      ask(exchange);
    } else if (body.contains("\"break\"")) {
      begin(exchange);
      write(exchange, "id: call-1\ndata: \n\n");
    } else if (body.contains("\"method\"") && body.contains("\"id\"")) {
      StubServer.json(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
    } else {
      answers.add(exchange.getRequestHeaders().getFirst("Mcp-Session-Id") + " " + body);
      exchange.sendResponseHeaders(202, -1);
    }
  }

  private boolean isForgotten(HttpExchange exchange) {
    String session = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
    return session != null && Integer.parseInt(session.replaceFirst(".*-", "")) < oldest;
  }

  private void ask(HttpExchange exchange) throws IOException {
    begin(exchange);
    write(
        exchange,
        "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"elicitation/create\",\"params\":{\"_meta\":{\"progressToken\":\"p\"}}}\n\n");
    String answer;
    do {
      answer = next(answers);
    } while (answer.contains("\"method\"") && !answer.isEmpty());
    write(
        exchange,
        "data: {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"told\":\"%s\"}}\n\n"
            .formatted(answer.replace("\"", "'")));
  }

  private void talk(HttpExchange exchange, String first) throws IOException {
    begin(exchange);
    write(exchange, first);
    BlockingQueue<String> stream = new LinkedBlockingQueue<>();
    streams.add(stream);
    try {
      String text = next(stream);
      while (!text.equals(HANG_UP)) {
        write(exchange, text.equals(PING) ? ":\n\n" : text);
        said.incrementAndGet();
        text = next(stream);
      }
    } finally {
      streams.remove(stream);
    }
  }

  private static String next(BlockingQueue<String> queue) throws IOException {
    try {
      String text = queue.poll(30, TimeUnit.SECONDS);
      return text == null ? HANG_UP : text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
  }

  private static void write(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }
}
