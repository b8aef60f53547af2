package dev.holdfast.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Opens a session by hand, for requests the SDK's client would not send. */
final class RawSession {
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",
       "capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}
      """;

  private RawSession() {}

  static String open(URI endpoint) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(endpoint)
              .header("Accept", "application/json, text/event-stream")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(INITIALIZE))
              .build();
      return http.send(request, BodyHandlers.ofString())
          .headers()
          .firstValue("Mcp-Session-Id")
          .orElseThrow();
    }
  }
}
