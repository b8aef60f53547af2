package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What servers ask a client is answered to the one that asked, at whatever replica. */
class AggregateQuestionTest extends AggregateStreamScene {

  @Test
  void answersGoBackToTheServerThatAskedUnderItsOwnId() throws Exception {
    String session = open();
    try (Heard heard = listen(session)) {
      weather.say(SAMPLING);
      mail.say(SAMPLING);
      await().untilAsserted(() -> assertThat(heard.with("sampling")).hasSize(2));
      List<String> asked = heard.with("sampling").stream().map(Heard::id).sorted().toList();
      assertThat(asked.get(0)).startsWith("mail:");
      assertThat(asked.get(1)).startsWith("weather:");

      assertThat(answer(session, asked.get(1)).statusCode()).isEqualTo(202);

      assertThat(weather.answers.poll(5, TimeUnit.SECONDS))
          .startsWith("weather-1 ")
          .contains("notifications/initialized");
      assertThat(weather.answers.poll(5, TimeUnit.SECONDS))
          .isEqualTo("weather-1 {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
      weather.say(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
      await()
          .untilAsserted(
              () -> assertThat(heard.with("\"requestId\":\"" + asked.get(1))).hasSize(1));
    }
  }

  @Test
  void answersOfOthersAndMadeUpOnesGoNowhere() throws Exception {
    String session = open();
    try (Heard heard = listen(session)) {
      weather.say(SAMPLING);
      await().untilAsserted(() -> assertThat(heard.with("sampling")).hasSize(1));
      String asked = Heard.id(heard.with("sampling").getFirst());
      weatherStub.answer(weather);

      String eves = open("eve");
      assertThat(send(gateway.server, "eve", eves, response(asked)).statusCode()).isEqualTo(202);
      assertThat(answer(session, "weather:hfa1.AAAA:1").statusCode()).isEqualTo(202);
      assertThat(answer(session, "nobody").statusCode()).isEqualTo(202);
      assertThat(weatherStub.seen()).isEmpty();
    }
  }

  @Test
  void idsThatNoServerGaveResumeNothing() throws Exception {
    String session = open();
    String asked;
    try (Heard heard = listen(session)) {
      weather.say(SAMPLING);
      await().untilAsserted(() -> assertThat(heard.with("sampling")).hasSize(1));
      asked = Heard.id(heard.with("sampling").getFirst());
    }
    String address = asked.substring(0, asked.lastIndexOf(':') + 1);
    for (String id : List.of(address + "\"a\\r\\nX: y\"", address + "[]", "weather:x:\"y\"")) {
      var request = request(gateway.server, "ann", session).header("Last-Event-ID", id).GET();
      try (Heard heard = Heard.of(gateway.http, request)) {
        assertThat(heard.status()).isEqualTo(200);
      }
    }
    assertThat(weatherStub.seen()).noneMatch(seen -> seen.headers().containsKey("Last-Event-ID"));
  }

  @Test
  void callMayAskAndAnyReplicaTakesTheAnswerBack() throws Exception {
    String session = open();
    try (EmbeddedServer replica = gateway.replica(settings());
        Heard heard = Heard.of(gateway.http, post(gateway.server, "ann", session, call("ask")))) {
      await().untilAsserted(() -> assertThat(heard.with("elicitation")).hasSize(1));
      String asked = heard.with("elicitation").getFirst();
      assertThat(asked).contains("\"progressToken\":\"weather:");

      assertThat(send(replica, "ann", session, response(Heard.id(asked))).statusCode())
          .isEqualTo(202);

      await().untilAsserted(() -> assertThat(heard.with("'id':1,'result':{}")).hasSize(1));
      assertThat(heard.with("weather-1")).hasSize(1);
    }
  }

  @Test
  void brokenAnswerIsResumedAtItsServer() throws Exception {
    String session = open();
    String broken = gateway.send(post(gateway.server, "ann", session, call("break"))).body();
    String id = broken.replaceFirst("(?s).*id: (weather:\\S+)\\n.*", "$1");

    var resumed =
        gateway.send(request(gateway.server, "ann", session).header("Last-Event-ID", id).GET());

    assertThat(resumed.body()).contains("\"late\":true", "id: weather:");
    assertThat(weatherStub.seen().getLast().headers().getFirst("Mcp-Session-Id"))
        .isEqualTo("weather-1");
  }

  @Test
  void whatTheClientCanAnswerIsPassedOnAndWhatItCancelsIsTold() throws Exception {
    String session = open();
    try (Heard heard = listen(session)) {
      assertThat(heard.status()).isEqualTo(200);
      assertThat(weatherStub.seen().stream().filter(seen -> seen.body().contains("\"initialize\"")))
          .singleElement()
          .satisfies(
              seen ->
                  assertThat(seen.body())
                      .contains("\"elicitation\":{}", "\"sampling\":{}")
                      .doesNotContain("experimental"));
      send(
          gateway.server,
          "ann",
          session,
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");
      await()
          .untilAsserted(
              () ->
                  assertThat(mail.answers)
                      .anyMatch(said -> said.startsWith("mail-1") && said.contains("cancelled")));
      assertThat(send(gateway.server, "ann", session, subscribe("weather+file:///x")).statusCode())
          .isEqualTo(200);
      assertThat(weatherStub.seen().getLast().body()).contains("\"uri\":\"file:///x\"");
    }
  }

  private String call(String tool) {
    return message("tools/call", "\"name\":\"weather_" + tool + "\"");
  }

  private String subscribe(String uri) {
    return message("resources/subscribe", "\"uri\":\"" + uri + "\"");
  }
}
