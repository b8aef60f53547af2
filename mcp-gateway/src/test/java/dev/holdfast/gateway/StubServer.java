package dev.holdfast.gateway;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A loopback server that writes down what it saw and answers as the test says. */
final class StubServer implements AutoCloseable {

  /** A request as it arrived. */
  record Seen(String method, String path, Headers headers, String body) {}

  // Attributes of an exchange are those of all exchanges of its server.
  private static final Map<HttpExchange, String> BODIES = new ConcurrentHashMap<>();

  private final HttpServer server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile HttpHandler handler;

  private StubServer(HttpServer server, HttpHandler handler) {
    this.server = server;
    this.handler = handler;
  }

  /** Answers otherwise from now on. */
  void then(HttpHandler other) {
    handler = other;
  }

  static StubServer start(HttpHandler handler) {
    return start(0, handler);
  }

  static StubServer start(int port, HttpHandler handler) {
    try {
      return start(HttpServer.create(loopback(port), 0), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that speaks TLS, and to callers with a certificate only. */
  static StubServer startSecured(SSLContext tls, HttpHandler handler) {
    return start(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters required = tls.getDefaultSSLParameters();
            required.setNeedClientAuth(true);
            parameters.setSSLParameters(required);
          }
        },
        handler);
  }

  /** One that speaks TLS like this. */
  static StubServer start(HttpsConfigurator tls, HttpHandler handler) {
    try {
      HttpsServer server = HttpsServer.create(loopback(0), 0);
      server.setHttpsConfigurator(tls);
      return start(server, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static StubServer start(HttpServer server, HttpHandler handler) {
    StubServer stub = new StubServer(server, handler);
    stub.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    stub.server.createContext("/", stub::handle);
    stub.server.start();
    return stub;
  }

  URI url(String path) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Everything since the last {@link #answer}. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Forgets what was seen and answers otherwise from now on. */
  void answer(HttpHandler other) {
    handler = other;
    seen.clear();
  }

  /** What came with a request. */
  static String body(HttpExchange exchange) {
    return requireNonNull(BODIES.get(exchange));
  }

  static void json(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, "application/json", body);
  }

  static void problem(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, "application/problem+json", body);
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      seen.add(
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders(),
              body));
      BODIES.put(exchange, body);
      handler.handle(exchange);
    } finally {
      BODIES.remove(exchange);
    }
  }
}
