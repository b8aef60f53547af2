package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What several servers say by themselves comes as one stream. */
class AggregateStreamTest extends AggregateStreamScene {

  @Test
  void whatServersSayComesInTheirNamesAndWithoutIds() throws Exception {
    try (Heard heard = listen(open())) {
      weather.say(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"file:///x\"}}");
      mail.say(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"data\":\"m\",\"logger\":\"smtp\"}}");

      await()
          .untilAsserted(
              () -> {
                assertThat(heard.with("\"weather+file:///x\"")).hasSize(1);
                assertThat(heard.with("\"mail/smtp\"")).hasSize(1);
              });
      assertThat(heard.with("event-1")).isEmpty();
    }
  }

  @Test
  void changesInABurstAreOneAndALaterOneIsToldAgain() throws Exception {
    try (Heard heard = listen(open())) {
      for (int i = 0; i < 5; i++) {
        weather.say(CHANGED);
        mail.say(CHANGED);
      }
      weather.say(CHANGED.replace("tools", "prompts"));

      // Each list settles by itself, so either may come first.
      await()
          .untilAsserted(
              () -> {
                assertThat(heard.with("prompts/list_changed")).hasSize(1);
                assertThat(heard.with("tools/list_changed")).hasSize(1);
              });
      mail.say(CHANGED);
      await().untilAsserted(() -> assertThat(heard.with("tools/list_changed")).hasSize(2));
    }
  }

  @Test
  void serverThatComesBackIsListenedToAgain() throws Exception {
    try (Heard heard = listen(open())) {
      weather.down = true;
      weather.hangUp();
      await().until(() -> weather.listeners() == 0);
      mail.say(CHANGED);
      await().untilAsserted(() -> assertThat(heard.with("tools/list_changed")).hasSize(1));

      weather.down = false;
      await().atMost(Duration.ofSeconds(20)).until(() -> weather.listeners() == 1);
      weather.say(CHANGED.replace("tools", "prompts"));

      await().untilAsserted(() -> assertThat(heard.with("prompts/list_changed")).hasSize(1));
      assertThat(heard.isOver()).isFalse();
    }
  }

  @Test
  void serverThatForgetsIsListenedToInANewSessionAndOnlyChangesAreTold() throws Exception {
    String session = open();
    weather.tools = "[{\"name\":\"rain\"}]";
    mail.tools = "[{\"name\":\"send\"}]";
    send(gateway.server, "ann", session, message("tools/list", ""));
    try (Heard heard = listen(session)) {
      weather.forget();
      await().atMost(Duration.ofSeconds(20)).until(() -> weather.listeners() == 1);
      weather.say(CHANGED.replace("tools", "prompts"));
      await().untilAsserted(() -> assertThat(heard.with("prompts/list_changed")).hasSize(1));
      assertThat(heard.with("tools/list_changed")).isEmpty();

      mail.tools = "[]";
      mail.forget();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(heard.with("tools/list_changed")).hasSize(1));
    }
  }

  @Test
  void clientThatDoesNotReadHoldsTheServersBack() throws Exception {
    String session = open();
    String request =
        "GET /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nMcp-Session-Id: %s\r\n\r\n"
            .formatted(token("ann", "g-ann"), session);
    try (Socket client = new Socket("localhost", gateway.server.getPort())) {
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      await().until(() -> weather.listeners() == 1 && mail.listeners() == 1);
      weather.said.set(0);
      String big =
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"data\":\"%s\"}}"
              .formatted("x".repeat(1_000_000));
      for (int i = 0; i < 100; i++) {
        weather.say(big);
      }

      AtomicInteger before = new AtomicInteger(-1);
      await()
          .pollInterval(Duration.ofMillis(700))
          .atMost(Duration.ofSeconds(30))
          .until(() -> before.getAndSet(weather.said.get()) == weather.said.get());
      // Socket buffers on both sides, and a few events between them.
      assertThat(weather.said.get()).isBetween(1, 60);
    }
  }

  @Test
  void revokedGrantCutsTheStreamAndTheServersHalves() throws Exception {
    String gid = UUID.randomUUID().toString();
    String session = open();
    var request =
        HttpRequest.newBuilder(uri(gateway.server))
            .header("Mcp-Session-Id", session)
            .header("Authorization", "Bearer " + token("ann", gid));
    try (Heard heard = Heard.of(gateway.http, request)) {
      await().until(() -> weather.listeners() == 1 && mail.listeners() == 1);

      gateway.publish(new TokenNews(gateway.issuer.url()).revoked(gid));

      await().until(heard::isOver);
      await().until(() -> weather.listeners() == 0 && mail.listeners() == 0);
    }
  }

  @Test
  void endedSessionEndsItsStream() throws Exception {
    String session = open();
    try (Heard heard = listen(session)) {
      assertThat(gateway.send(request(gateway.server, "ann", session).DELETE()).statusCode())
          .isEqualTo(200);

      await().until(heard::isOver);
      await().until(() -> weather.listeners() == 0 && mail.listeners() == 0);
    }
    var again = request(gateway.server, "ann", session).GET();
    assertThat(gateway.send(again).statusCode()).isEqualTo(404);
  }
}
