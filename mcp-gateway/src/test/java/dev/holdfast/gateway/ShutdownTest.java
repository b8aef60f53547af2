package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that is told to stop lets go of nobody in the middle of something. */
@Timeout(60)
class ShutdownTest {

  @Test
  void callsAreFinishedAndListenersSentAway() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    RunningGateway gateway = RunningGateway.start();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      gateway.upstream.answer(
          exchange -> {
            boolean listening = exchange.getRequestMethod().equals("GET");
            if (listening) {
              exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("data: one\n\n".getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
            }
            begun.countDown();
            await(finish);
            if (!listening) {
              StubServer.json(exchange, 200, "{\"done\":true}");
            }
          });
      String token = gateway.token("ann", "tools").sign();
      HttpResponse<InputStream> stream =
          gateway.http.send(
              gateway.request("tools", token).GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
      Future<HttpResponse<String>> call =
          threads.submit(() -> gateway.post("tools", token, null, RunningGateway.LIST));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      Awaitility.await().until(() -> gateway.upstream.seen().size() == 2);

      Future<?> stopping = threads.submit(() -> gateway.server.close());

      try (var events =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        // To the end, and not to an error.
        assertThat(events.lines()).contains("data: one");
      }
      assertThat(call.isDone()).isFalse();
      finish.countDown();
      assertThat(call.get().body()).isEqualTo("{\"done\":true}");
      stopping.get();
    } finally {
      finish.countDown();
      gateway.close();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
