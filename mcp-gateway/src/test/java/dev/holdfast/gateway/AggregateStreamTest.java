package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What several servers say by themselves comes as one stream, and answers go back to who asked. */
@Timeout(60)
class AggregateStreamTest {

  private static final String MODERN_META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final String CHANGED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";
  private static final String SAMPLING =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sampling/createMessage\",\"params\":{}}";
  private static final StubServer weatherStub = StubServer.start(exchange -> {});
  private static final StubServer mailStub = StubServer.start(exchange -> {});
  private static final RunningGateway gateway = RunningGateway.start(settings());

  private TalkingServer weather = new TalkingServer("weather");
  private TalkingServer mail = new TalkingServer("mail");

  private static Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("holdfast.gateway.aggregate.servers", "weather,mail,away");
    settings.put("holdfast.gateway.aggregate.scopes", "mcp");
    settings.put("holdfast.gateway.restart.patience", "100ms");
    settings.put("holdfast.gateway.servers.weather.url", weatherStub.url("/w").toString());
    settings.put("holdfast.gateway.servers.weather.eras", "both");
    settings.put("holdfast.gateway.servers.mail.url", mailStub.url("/m").toString());
    settings.put("holdfast.gateway.servers.mail.eras", "both");
    settings.put("holdfast.gateway.servers.away.url", "http://127.0.0.1:1/");
    settings.put("holdfast.gateway.servers.away.eras", "both");
    return settings;
  }

  @AfterAll
  static void stop() {
    gateway.close();
    weatherStub.close();
    mailStub.close();
  }

  @BeforeEach
  void begin() {
    weather = new TalkingServer("weather");
    mail = new TalkingServer("mail");
    weatherStub.answer(weather);
    mailStub.answer(mail);
  }

  @AfterEach
  void end() {
    weather.hangUp();
    mail.hangUp();
  }

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

      await().atMost(Duration.ofSeconds(5)).until(heard::isOver);
      await().until(() -> weather.listeners() == 0 && mail.listeners() == 0);
    }
  }

  @Test
  void endedSessionEndsItsStream() throws Exception {
    String session = open();
    try (Heard heard = listen(session)) {
      assertThat(gateway.send(request(gateway.server, "ann", session).DELETE()).statusCode())
          .isEqualTo(200);

      await().atMost(Duration.ofSeconds(5)).until(heard::isOver);
      await().until(() -> weather.listeners() == 0 && mail.listeners() == 0);
    }
    var again = request(gateway.server, "ann", session).GET();
    assertThat(gateway.send(again).statusCode()).isEqualTo(404);
  }

  @Test
  void subscriptionIsAcknowledgedOnceFilteredAndCancelledByHangingUp() throws Exception {
    try (Heard heard =
        subscription(
            "{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"mail+file:///y\",\"nobody+x:y\"]}")) {
      await().untilAsserted(() -> assertThat(heard.with("acknowledged")).hasSize(1));
      assertThat(heard.with("acknowledged").getFirst())
          .contains("{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"mail+file:///y\"]}")
          .contains("\"io.modelcontextprotocol/subscriptionId\":7");
      await().until(() -> weather.listeners() == 1 && mail.listeners() == 1);

      weather.say(CHANGED.replace("tools", "prompts"));
      weather.say(SAMPLING);
      weather.say(CHANGED);
      mail.say(CHANGED);
      mail.say(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"file:///y\"}}");

      await()
          .untilAsserted(
              () -> {
                assertThat(heard.with("tools/list_changed")).hasSize(1);
                assertThat(heard.with("\"mail+file:///y\"")).hasSize(2);
              });
      assertThat(heard.with("subscriptionId")).hasSize(3);
      assertThat(heard.with("prompts/list_changed")).isEmpty();
      assertThat(heard.with("sampling")).isEmpty();
    }
    await().until(() -> weather.listeners() == 0 && mail.listeners() == 0);
  }

  @Test
  void whatNoServerTellsIsNotAcknowledged() throws Exception {
    mail.silent = true;
    try (Heard heard = subscription("{\"resourceSubscriptions\":[\"mail+file:///y\"]}")) {
      await().untilAsserted(() -> assertThat(heard.with("acknowledged")).hasSize(1));
      assertThat(heard.with("\"notifications\":{}")).hasSize(1);
    }
    try (Heard nothing = subscription("{}")) {
      await().untilAsserted(() -> assertThat(nothing.with("\"notifications\":{}")).hasSize(1));
    }
  }

  private static Heard subscription(String notifications) throws Exception {
    String params = "\"notifications\":" + notifications + "," + MODERN_META;
    return Heard.of(
        gateway.http,
        request(gateway.server, "ann", null)
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "subscriptions/listen")
            .POST(HttpRequest.BodyPublishers.ofString(message("subscriptions/listen", params))));
  }

  private Heard listen(String session) throws Exception {
    Heard heard = Heard.of(gateway.http, request(gateway.server, "ann", session).GET());
    await().until(() -> weather.listeners() == 1 && mail.listeners() == 1);
    return heard;
  }

  private static String open() throws Exception {
    return open("ann");
  }

  private static String open(String who) throws Exception {
    String initialize =
        message(
            "initialize",
            "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"sampling\":{},\"elicitation\":{},\"experimental\":{\"x\":{}}},"
                + "\"clientInfo\":{\"name\":\"test-client\",\"version\":\"1\"}");
    return send(gateway.server, who, null, initialize)
        .headers()
        .firstValue("Mcp-Session-Id")
        .orElseThrow();
  }

  private static HttpResponse<String> answer(String session, String id) throws Exception {
    return send(gateway.server, "ann", session, response(id));
  }

  private static String response(String id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"result\":{}}";
  }

  private static HttpResponse<String> send(
      EmbeddedServer at, String who, @Nullable String session, String body) throws Exception {
    return gateway.send(post(at, who, session, body));
  }

  private static HttpRequest.Builder post(
      EmbeddedServer at, String who, @Nullable String session, String body) {
    return request(at, who, session).POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder request(
      EmbeddedServer at, String who, @Nullable String session) {
    var request =
        HttpRequest.newBuilder(uri(at))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("Authorization", "Bearer " + token(who, "g-" + who));
    return session == null ? request : request.header("Mcp-Session-Id", session);
  }

  private static URI uri(EmbeddedServer at) {
    return URI.create("http://localhost:" + at.getPort() + "/mcp");
  }

  private static String call(String tool) {
    return message("tools/call", "\"name\":\"weather_" + tool + "\"");
  }

  private static String subscribe(String uri) {
    return message("resources/subscribe", "\"uri\":\"" + uri + "\"");
  }

  private static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":{%s}}"
        .formatted(method, params);
  }

  private static String token(String who, String gid) {
    return gateway
        .issuer
        .token(who, gateway.publicUrl() + "/mcp", RunningGateway.now())
        .with("scope", "mcp")
        .with("gid", gid)
        .sign();
  }
}
