package dev.holdfast.bench.denial;

import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Calls the gateway with an access token, one call after the other, until it is refused. */
final class Sentry implements AutoCloseable {

  private static final int UNAUTHORIZED = 401;
  private static final Duration PAUSE = Duration.ofMillis(1);
  // Without a session it goes no further than the gateway, which looks at the token first.
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final Clock clock;

  Sentry(URI server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  /** When the first refused call was answered. */
  Instant awaitRefusal(Secret accessToken) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server)
            .header("Authorization", "Bearer " + accessToken.reveal())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2025-11-25")
            .POST(BodyPublishers.ofString(PING))
            .build();
    while (http.send(request, BodyHandlers.discarding()).statusCode() != UNAUTHORIZED) {
      // A pause, or asking would itself be the load.
      Thread.sleep(PAUSE);
    }
    return clock.instant();
  }

  @Override
  public void close() {
    http.close();
  }
}
