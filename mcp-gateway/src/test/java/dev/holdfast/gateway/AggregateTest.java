package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.problem.ProblemTypes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several servers under one endpoint, in both eras. */
@Timeout(60)
class AggregateTest {

  private static final String MODERN_META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

  private static final StubServer weather = StubServer.start(WeatherAndMail::weather);
  private static final StubServer mail = StubServer.start(WeatherAndMail::mail);
  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.ofEntries(
              Map.entry("holdfast.gateway.aggregate.servers", "weather,mail,down,profile,guarded"),
              Map.entry("holdfast.gateway.aggregate.scopes", "mcp"),
              Map.entry("holdfast.gateway.aggregate.patience", "2s"),
              Map.entry("holdfast.gateway.servers.weather.url", weather.url("/w").toString()),
              Map.entry("holdfast.gateway.servers.weather.eras", "both"),
              Map.entry("holdfast.gateway.servers.weather.tools.sun.alias", "shine"),
              Map.entry("holdfast.gateway.servers.weather.tools.sun.title", "Ours"),
              Map.entry("holdfast.gateway.servers.mail.url", mail.url("/m").toString()),
              Map.entry("holdfast.gateway.servers.mail.eras", "both"),
              Map.entry("holdfast.gateway.servers.mail.credential", "header"),
              Map.entry("holdfast.gateway.servers.mail.header-name", "X-Key"),
              Map.entry("holdfast.gateway.servers.mail.header-value", "k"),
              Map.entry("holdfast.gateway.servers.mail.tools.send.scopes", "mail.send"),
              Map.entry("holdfast.gateway.servers.mail.allow-tools", "send,read_it"),
              Map.entry("holdfast.gateway.servers.down.url", "http://127.0.0.1:1/"),
              Map.entry("holdfast.gateway.servers.down.eras", "both"),
              Map.entry("holdfast.gateway.servers.guarded.url", mail.url("/g").toString()),
              Map.entry("holdfast.gateway.servers.guarded.eras", "both"),
              Map.entry("holdfast.gateway.servers.guarded.scopes", "guard")));

  @AfterAll
  static void stop() {
    gateway.close();
    weather.close();
    mail.close();
  }

  @BeforeEach
  void forget() {
    weather.answer(WeatherAndMail::weather);
    mail.answer(WeatherAndMail::mail);
    gateway.tokenService.answer(
        exchange ->
            StubServer.problem(
                exchange,
                404,
                "{\"type\":\"%s\",\"title\":\"x\",\"status\":404}"
                    .formatted(ProblemTypes.CONNECTION_MISSING)));
  }

  @Test
  void metadataNamesTheEndpointAndTokensOfItsServersAreNotItsOwn() throws Exception {
    var metadata =
        gateway.send(
            HttpRequest.newBuilder(
                URI.create(gateway.publicUrl() + "/.well-known/oauth-protected-resource/mcp")));
    assertThat(metadata.body())
        .contains("\"resource\":\"" + gateway.publicUrl() + "/mcp\"", "[\"mcp\"]");
    assertThat(legacy(gateway.token("ann", "weather").sign(), null, "x").statusCode())
        .isEqualTo(401);
    assertThat(legacy(null, null, "x").headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("/.well-known/oauth-protected-resource/mcp\", scope=\"mcp\"");
  }

  @Test
  void listsAreOneAndServersThatAreAwayAreNamed() throws Exception {
    String session = open("ann");

    var answer = legacy(token("ann", "mcp"), session, message("tools/list", ""));

    assertThat(answer.body())
        .contains("\"id\":7", "\"weather_rain\"", "\"weather_shine\"", "\"title\":\"Ours\"")
        .contains("\"mail_send\"", "\"mail_read_it\"")
        .doesNotContain("\"rain\"", "weather_sun", "mail_hidden", "a b")
        .contains("{\"server\":\"down\",\"reason\":\"unavailable\"}")
        .contains("{\"server\":\"profile\",\"reason\":\"connection-missing\"}")
        .contains("{\"server\":\"guarded\",\"reason\":\"insufficient-scope\"}");
  }

  @Test
  void pagesGoOnWhereServersHaveMoreAndOwnToolsComeLast() throws Exception {
    String session = open("ann");
    String first = legacy(token("ann", "mcp"), session, message("tools/list", "")).body();
    assertThat(first).doesNotContain("holdfast_status");
    var cursor = CURSOR.matcher(first);
    assertThat(cursor.find()).isTrue();
    mail.answer(WeatherAndMail::mail);

    String second =
        legacy(
                token("ann", "mcp"),
                session,
                message("tools/list", "\"cursor\":\"" + cursor.group(1) + "\""))
            .body();

    assertThat(second)
        .contains("\"weather_snow\"", "holdfast_status", "holdfast_logout")
        .doesNotContain("weather_rain", "mail_", "nextCursor", "dev.holdfast/missing");
    assertThat(mail.seen()).isEmpty();
    assertThat(
            legacy(token("ann", "mcp"), session, message("tools/list", "\"cursor\":\"x\"")).body())
        .contains("-32602");
  }

  @Test
  void callGoesToItsServerUnderItsOwnNameWithItsOwnCredential() throws Exception {
    String session = open("ann");
    String token = token("ann", "mcp");

    assertThat(legacy(token, session, call("weather_shine")).body()).contains("\"called\":\"sun\"");
    assertThat(legacy(token, session, call("mail_read_it")).body())
        .contains("\"called\":\"read_it\"", "\"id\":7");
    var seen = mail.seen().getLast();
    assertThat(seen.headers().getFirst("X-Key")).isEqualTo("k");
    assertThat(seen.headers().getFirst("Authorization")).isNull();
    assertThat(seen.headers().getFirst("Mcp-Session-Id")).isEqualTo("mail-session");
    assertThat(legacy(token, session, call("mail_hidden")).body()).contains("-32602");
    assertThat(legacy(token, session, call("nobody_x")).body()).contains("-32602");
    assertThat(legacy(token, session, call("holdfast_status")).body())
        .contains("\"provider\":\"demo\",\"state\":\"missing\"");
  }

  @Test
  void upstreamSessionIsOpenedOnceWithWhatTheClientCanAnswer() throws Exception {
    String session = open("ann");
    for (int i = 0; i < 3; i++) {
      legacy(token("ann", "mcp"), session, call("weather_rain"));
    }
    assertThat(weather.seen().stream().filter(seen -> seen.body().contains("\"initialize\"")))
        .singleElement()
        .satisfies(
            seen ->
                assertThat(seen.body())
                    .contains("\"capabilities\":{\"sampling\":{}}", "\"test-client\""));
  }

  @Test
  void scopesOfServerAndToolAreAllNamedInOneChallengeOfTheEndpoint() throws Exception {
    String session = open("ann");
    var answer = legacy(token("ann", "mcp"), session, call("mail_send"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("insufficient_scope", "/mcp\", scope=\"mcp mail.send\"");
    assertThat(legacy(token("ann", "mcp"), session, call("guarded_x")).statusCode()).isEqualTo(403);
    assertThat(legacy(token("ann", "mcp mail.send"), session, call("mail_send")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void missingConnectionIsAskedForAndADownServerIsABadGateway() throws Exception {
    String session = open("ann");
    gateway.upstream.answer(RunningGateway::mcp);
    assertThat(legacy(token("ann", "mcp"), session, call("profile_x")).statusCode()).isEqualTo(401);
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @Test
  void resourcesAreReadByTheirPrefixedUris() throws Exception {
    String session = open("ann");
    String token = token("ann", "mcp");
    assertThat(legacy(token, session, message("resources/list", "")).body())
        .contains("\"weather+file:///x\"");
    String body =
        legacy(token, session, message("resources/read", "\"uri\":\"weather+file:///x\"")).body();
    assertThat(body).contains("\"uri\":\"weather+file:///x\"", "\"text\":\"content\"");
    assertThat(weather.seen().getLast().body()).contains("\"uri\":\"file:///x\"");
  }

  @Test
  void sessionIsNeededAndIsItsOwners() throws Exception {
    String session = open("ann");
    assertThat(legacy(token("ann", "mcp"), null, call("weather_rain")).statusCode()).isEqualTo(400);
    weather.answer(WeatherAndMail::weather);
    assertThat(legacy(token("eve", "mcp"), session, call("weather_rain")).statusCode())
        .isEqualTo(404);
    assertThat(weather.seen()).isEmpty();
  }

  @Test
  void endedSessionIsEndedAtItsServersAndStaysSo() throws Exception {
    String session = open("ann");
    legacy(token("ann", "mcp"), session, call("weather_rain"));

    var delete = request(token("ann", "mcp")).header("Mcp-Session-Id", session).DELETE();
    assertThat(gateway.send(delete).statusCode()).isEqualTo(200);

    var seen = weather.seen().getLast();
    assertThat(seen.method()).isEqualTo("DELETE");
    assertThat(seen.headers().getFirst("Mcp-Session-Id")).isEqualTo("weather-session");
    assertThat(legacy(token("ann", "mcp"), session, call("weather_rain")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void modernRequestsNeedNoSessionAnywhere() throws Exception {
    assertThat(modern("server/discover", "", null).body())
        .contains("\"supportedVersions\":[\"2026-07-28\"", "\"resultType\":\"complete\"");
    assertThat(modern("tools/list", "", null).body())
        .contains("\"weather_rain\"", "\"mail_send\"", "\"cacheScope\":\"private\"");
    assertThat(modern("tools/call", "\"name\":\"weather_shine\",", "weather_shine").body())
        .contains("\"called\":\"sun\"");
    var seen = weather.seen().getLast();
    assertThat(seen.headers().getFirst("Mcp-Name")).isEqualTo("sun");
    assertThat(seen.headers().getFirst("Mcp-Session-Id")).isNull();
    assertThat(modern("tools/call", "\"name\":\"weather_shine\",", "other").body())
        .contains("-32020");
    var unknown = modern("tasks/list", "", null);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("-32601");
  }

  private static String open(String who) throws Exception {
    String initialize =
        message(
            "initialize",
            "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"sampling\":{}},"
                + "\"clientInfo\":{\"name\":\"test-client\",\"version\":\"1\"}");
    var answer = legacy(token(who, "mcp"), null, initialize);
    assertThat(answer.body())
        .contains("\"protocolVersion\":\"2025-11-25\"", "\"tools\":{\"listChanged\":true}");
    return answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
  }

  private static HttpResponse<String> legacy(
      @Nullable String token, @Nullable String session, String body) throws Exception {
    HttpRequest.Builder request = request(token);
    if (session != null) {
      request.header("Mcp-Session-Id", session);
    }
    return gateway.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> modern(String method, String params, @Nullable String name)
      throws Exception {
    HttpRequest.Builder request =
        request(token("ann", "mcp"))
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", method);
    if (name != null) {
      request.header("Mcp-Name", name);
    }
    return gateway.send(
        request.POST(HttpRequest.BodyPublishers.ofString(message(method, params + MODERN_META))));
  }

  private static HttpRequest.Builder request(@Nullable String token) {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.publicUrl() + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static String call(String tool) {
    return message("tools/call", "\"name\":\"" + tool + "\"");
  }

  private static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":{%s}}"
        .formatted(method, params);
  }

  private static String token(String who, String scope) {
    return gateway
        .issuer
        .token(who, gateway.publicUrl() + "/mcp", RunningGateway.now())
        .with("scope", scope)
        .sign();
  }
}
