package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** Servers that talk, behind one endpoint, and a client that listens. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
abstract class AggregateStreamScene {

  static final String MODERN_META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  static final String CHANGED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";
  static final String SAMPLING =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sampling/createMessage\",\"params\":{}}";
  final StubServer weatherStub = StubServer.start(exchange -> {});
  final StubServer mailStub = StubServer.start(exchange -> {});
  final RunningGateway gateway = RunningGateway.start(settings());

  TalkingServer weather = new TalkingServer("weather");
  TalkingServer mail = new TalkingServer("mail");

  final Map<String, Object> settings() {
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
  void stop() {
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

  final Heard listen(String session) throws Exception {
    Heard heard = Heard.of(gateway.http, request(gateway.server, "ann", session).GET());
    await().until(() -> weather.listeners() == 1 && mail.listeners() == 1);
    return heard;
  }

  final String open() throws Exception {
    return open("ann");
  }

  final String open(String who) throws Exception {
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

  final HttpResponse<String> answer(String session, String id) throws Exception {
    return send(gateway.server, "ann", session, response(id));
  }

  final String response(String id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"result\":{}}";
  }

  final HttpResponse<String> send(
      EmbeddedServer at, String who, @Nullable String session, String body) throws Exception {
    return gateway.send(post(at, who, session, body));
  }

  final HttpRequest.Builder post(
      EmbeddedServer at, String who, @Nullable String session, String body) {
    return request(at, who, session).POST(HttpRequest.BodyPublishers.ofString(body));
  }

  final HttpRequest.Builder request(EmbeddedServer at, String who, @Nullable String session) {
    var request =
        HttpRequest.newBuilder(uri(at))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("Authorization", "Bearer " + token(who, "g-" + who));
    return session == null ? request : request.header("Mcp-Session-Id", session);
  }

  final URI uri(EmbeddedServer at) {
    return URI.create("http://localhost:" + at.getPort() + "/mcp");
  }

  final String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":{%s}}"
        .formatted(method, params);
  }

  final String token(String who, String gid) {
    return gateway
        .issuer
        .token(who, gateway.publicUrl() + "/mcp", RunningGateway.now())
        .with("scope", "mcp")
        .with("gid", gid)
        .sign();
  }
}
