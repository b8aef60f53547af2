package dev.holdfast.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/** A session by hand, for what the SDK's client would not send or show. */
final class RawSession implements AutoCloseable {
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",
       "capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}
      """;
  private static final String INITIALIZED =
      """
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      """;
  private final HttpClient http;
  private final URI endpoint;
  private final String id;

  private RawSession(HttpClient http, URI endpoint, String id) {
    this.http = http;
    this.endpoint = endpoint;
    this.id = id;
  }

  static RawSession open(URI endpoint) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    String id =
        http.send(post(endpoint, INITIALIZE).build(), BodyHandlers.ofString())
            .headers()
            .firstValue("Mcp-Session-Id")
            .orElseThrow();
    RawSession session = new RawSession(http, endpoint, id);
    session.send(INITIALIZED).close();
    return session;
  }

  String id() {
    return id;
  }

  /** Calls {@code slow} and gives its messages as they come. */
  Stream<String> slow(int steps, int delayMillis) throws Exception {
    String call =
        """
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"slow",
         "arguments":{"steps":%d,"delay":%d},"_meta":{"progressToken":"p"}}}
        """
            .formatted(steps, delayMillis);
    return send(call).filter(line -> line.startsWith("data:"));
  }

  private Stream<String> send(String message) throws IOException, InterruptedException {
    HttpRequest request = post(endpoint, message).header("Mcp-Session-Id", id).build();
    return http.send(request, BodyHandlers.ofLines()).body();
  }

  private static HttpRequest.Builder post(URI endpoint, String message) {
    return HttpRequest.newBuilder(endpoint)
        .header("Accept", "application/json, text/event-stream")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(message));
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
