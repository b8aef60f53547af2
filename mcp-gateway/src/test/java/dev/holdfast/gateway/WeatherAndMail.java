package dev.holdfast.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Two servers that offer tools and a resource, and tell what was called. */
final class WeatherAndMail {

  private WeatherAndMail() {}

  static void weather(HttpExchange exchange) throws IOException {
    boolean second = StubServer.body(exchange).contains("\"cursor\":\"p2\"");
    answer(
        exchange,
        "weather-session",
        second
            ? "{\"tools\":[{\"name\":\"snow\"}]}"
            : "{\"tools\":[{\"name\":\"rain\"},{\"name\":\"sun\",\"title\":\"Theirs\"},{\"name\":\"a b\"}],\"nextCursor\":\"p2\"}");
  }

  static void mail(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        "mail-session",
        "{\"tools\":[{\"name\":\"send\"},{\"name\":\"read_it\"},{\"name\":\"hidden\"}]}");
  }

  private static void answer(HttpExchange exchange, String session, String tools)
      throws IOException {
    String body = StubServer.body(exchange);
    String id = body.contains("\"id\":7") ? "7" : "\"holdfast\"";
    String result;
    if (body.contains("\"initialize\"")) {
      exchange.getResponseHeaders().set("Mcp-Session-Id", session);
      result = "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}";
    } else if (body.contains("tools/list")) {
      result = tools;
    } else if (body.contains("resources/list")) {
      result = "{\"resources\":[{\"uri\":\"file:///x\",\"name\":\"x\"}]}";
    } else if (body.contains("resources/read")) {
      result = "{\"contents\":[{\"uri\":\"file:///x\",\"text\":\"content\"}]}";
    } else {
      result =
          "{\"called\":\"%s\"}".formatted(body.replaceFirst("(?s).*\"name\":\"([^\"]*)\".*", "$1"));
    }
    StubServer.json(
        exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id, result));
  }
}
