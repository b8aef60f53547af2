package dev.holdfast.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A request to a service.
 *
 * @param method of HTTP
 * @param path with its query
 * @param type of the body; empty without one
 * @param body what is sent
 */
record Question(String method, String path, String type, String body) {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Of a line {@code METHOD PATH [TYPE BODY]}. */
  static Question parse(String line) {
    String[] parts = line.split(" ", 4);
    return switch (parts.length) {
      case 2 -> new Question(parts[0], parts[1], "", "");
      case 4 -> new Question(parts[0], parts[1], parts[2], parts[3]);
      default -> throw new IllegalArgumentException("Not METHOD PATH [TYPE BODY]: " + line);
    };
  }

  /** The status of the answer; 0 if there is none. */
  int ask(HttpClient client, int port) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(TIMEOUT)
            .header("Accept", "application/json, text/event-stream, text/html")
            .method(method, BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    }
  }
}
