package dev.holdfast.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

/** An authserver that answers what it was told to, and remembers what it was asked. */
final class StubAuthserver implements AutoCloseable {

  /** A request after the token. */
  record Asked(String method, String path, String body) {}

  /** An answer. */
  record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<String> tokenRequests = new CopyOnWriteArrayList<>();
  volatile String issuerInMetadata;

  StubAuthserver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    issuerInMetadata = issuer();
    server.createContext("/", this::answer);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void on(String methodAndPath, int status, String body) {
    answers.put(methodAndPath, new Answer(status, body));
  }

  List<Asked> asked() {
    return asked;
  }

  /** What was sent for a token: the credentials and the form. */
  List<String> tokenRequests() {
    return tokenRequests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange http) throws IOException {
    String path = http.getRequestURI().toString();
    String prefix = URI.create(issuerInMetadata).getPath();
    String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String authorization = String.valueOf(http.getRequestHeaders().getFirst("Authorization"));
    if (path.equals(prefix + "/.well-known/openid-configuration")) {
      send(
          http,
          new Answer(
              200,
              "{\"issuer\": \"%s\", \"token_endpoint\": \"%s/token\"}"
                  .formatted(issuerInMetadata, issuerInMetadata)));
    } else if (path.equals(prefix + "/token")) {
      tokenRequests.add(authorization + ' ' + body);
      send(
          http, answers.getOrDefault("POST /token", new Answer(200, "{\"access_token\": \"t0\"}")));
    } else if (!authorization.equals("Bearer t0")) {
      send(http, new Answer(401, "{\"title\": \"Unauthenticated\"}"));
    } else {
      asked.add(new Asked(http.getRequestMethod(), path, body));
      send(
          http,
          answers.getOrDefault(
              http.getRequestMethod() + ' ' + path,
              new Answer(404, "{\"title\": \"Not Found\", \"detail\": \"No such thing\"}")));
    }
  }

  private static void send(HttpExchange http, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    http.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    http.getResponseBody().write(bytes);
    http.close();
  }
}
