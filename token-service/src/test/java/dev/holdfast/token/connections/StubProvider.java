package dev.holdfast.token.connections;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider whose refresh tokens work once. */
final class StubProvider implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger issued = new AtomicInteger();
  private final List<String> tokenRequests = new CopyOnWriteArrayList<>();
  private volatile int failure;
  private volatile String failureBody = "";

  StubProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/oauth-authorization-server", this::metadata);
    server.createContext("/token", this::token);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Map<String, Object> settings() {
    String prefix = "holdfast.token.providers.demo.";
    return Map.of(
        prefix + "issuer", issuer(),
        prefix + "client-id", "holdfast",
        prefix + "client-secret", "a-secret",
        prefix + "scopes", "openid,profile",
        prefix + "redirect-uri", "http://localhost:9000/connect/demo/callback");
  }

  List<String> tokenRequests() {
    return tokenRequests;
  }

  void fail(int status, String body) {
    failure = status;
    failureBody = body;
  }

  void recover() {
    failure = 0;
  }

  private void metadata(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "authorization_response_iss_parameter_supported":true}"""
            .formatted(issuer()));
  }

  private void token(HttpExchange exchange) throws IOException {
    tokenRequests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (failure != 0) {
      exchange.getResponseHeaders().set("Retry-After", "7");
      answer(exchange, failure, failureBody);
      return;
    }
    int number = issued.incrementAndGet();
    answer(
        exchange,
        200,
        """
        {"access_token":"upstream-%1$d","token_type":"Bearer","expires_in":100,
         "refresh_token":"refresh-%1$d"}"""
            .formatted(number));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
