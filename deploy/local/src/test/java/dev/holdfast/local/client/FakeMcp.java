package dev.holdfast.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import net.minidev.json.JSONObject;

/** An MCP endpoint that accepts one token at a time; its one tool answers the session id. */
final class FakeMcp implements AutoCloseable {
  final AtomicReference<String> accepted = new AtomicReference<>("at-1");
  final AtomicInteger sessions = new AtomicInteger();
  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<String> ended = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  FakeMcp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/mcp", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String session = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + accepted.get()).equals(token)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (exchange.getRequestMethod().equals("POST")) {
        post(exchange, JSONObjectUtils.parse(body), String.valueOf(session));
      } else {
        if (exchange.getRequestMethod().equals("DELETE")) {
          ended.add(String.valueOf(session));
        }
        exchange.sendResponseHeaders(405, -1);
      }
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  private void post(HttpExchange exchange, JSONObject message, String session)
      throws IOException, ParseException {
    switch (String.valueOf(message.get("method"))) {
      case "initialize" -> {
        exchange.getResponseHeaders().add("Mcp-Session-Id", "s-" + sessions.incrementAndGet());
        result(
            exchange,
            message,
            "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                + "\"serverInfo\":{\"name\":\"fake\",\"version\":\"1\"}}");
      }
      case "tools/call" -> {
        calls.add(session);
        boolean broken = String.valueOf(message.get("params")).contains("broken");
        result(
            exchange,
            message,
            "{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"isError\":%s}"
                .formatted(session, broken));
      }
      case "tools/list" -> result(exchange, message, "{\"tools\":[]}");
      default -> exchange.sendResponseHeaders(202, -1);
    }
  }

  private static void result(HttpExchange exchange, JSONObject message, String result)
      throws IOException, ParseException {
    JSONObject answer = new JSONObject();
    answer.put("jsonrpc", "2.0");
    answer.put("id", message.get("id"));
    answer.put("result", JSONObjectUtils.parse(result));
    String text = answer.toJSONString();
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
