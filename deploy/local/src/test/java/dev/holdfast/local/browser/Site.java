package dev.holdfast.local.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/** A small web site on loopback, whose pages a test writes. */
final class Site implements AutoCloseable {
  /** One page: what to do with a request. */
  interface Handler {
    void handle(Request request) throws IOException;
  }

  /** A request to answer, once. */
  record Request(HttpExchange exchange, String body) {
    Request set(String header, String value) {
      exchange.getResponseHeaders().add(header, value);
      return this;
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    void answer(int status, String text) throws IOException {
      byte[] bytes = text.getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }

    void redirect(int status, String location) throws IOException {
      set("Location", location).answer(status, "");
    }
  }

  private final HttpServer server;

  Site() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  Site page(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            handler.handle(new Request(exchange, body));
          }
        });
    return this;
  }

  URI at(String path) {
    return at("127.0.0.1", path);
  }

  URI at(String host, String path) {
    return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
