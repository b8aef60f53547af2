package dev.holdfast.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Opens sessions at an MCP server, as one person's client. */
final class Sessions implements AutoCloseable {

  /** The header with a session's id. */
  static final String ID = "Mcp-Session-Id";

  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"bench","version":"1"}}}""";

  private static final int WORKERS = 32;

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest initialize;

  Sessions(URI server, String token) {
    this.initialize =
        HttpRequest.newBuilder(server)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(INITIALIZE))
            .build();
  }

  /**
   * Opens one.
   *
   * @return its id
   */
  String open() {
    try {
      return http.send(initialize, HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue(ID)
          .orElseThrow(() -> new IllegalStateException("The gateway opened no session"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /**
   * Opens many, some at a time.
   *
   * @return their ids
   */
  List<String> open(int count) {
    return Crowd.of(WORKERS).each(count, _ -> open());
  }

  @Override
  public void close() {
    http.close();
  }
}
