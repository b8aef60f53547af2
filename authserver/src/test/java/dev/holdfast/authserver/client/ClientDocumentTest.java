package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.ClientHost;
import dev.holdfast.authserver.harness.ClientHost.Answer;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.testsupport.Races;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientDocumentTest {

  private final ClientHost host = new ClientHost();

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void aClientIsWhatItsDocumentSaysFromConsentToRefresh() {
    String id = host.describe("/client.json");
    var browser = new Browser();
    HttpResponse<String> consent = browser.login(browser.get(address(id)), "alice", "wonderland");

    assertThat(consent.body())
        .contains("Assistant", "described by <strong>localhost:" + host.port(), "127.0.0.1:8765")
        .contains("Any program on the computer");
    Map<String, String> form = code(id, browser.decide(consent, "allow"));
    HttpResponse<String> tokens = OAuthClient.token(form);
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    assertThat(OAuthClient.claims(OAuthClient.string(tokens, "access_token")).getClaims())
        .containsEntry("client_id", id);
    HttpResponse<String> refreshed =
        OAuthClient.token(
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                id,
                "refresh_token",
                OAuthClient.string(tokens, "refresh_token")));
    assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
  }

  @Test
  void onlyRedirectsToWhatTheDocumentNames() {
    String id = host.describe("/client.json");
    Map<String, String> request = request(id);
    request.put("redirect_uri", "https://evil.example/callback");

    HttpResponse<String> answer = new Browser().get(OAuthClient.authorizeAddress(request));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void saysThatItTakesDocuments() {
    HttpResponse<String> metadata =
        OAuthClient.send("GET", "/.well-known/oauth-authorization-server", "", "", "");

    assertThat(OAuthClient.json(metadata))
        .containsEntry("client_id_metadata_document_supported", true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"client_id\": \"https://other.example/c\", \"client_name\": \"A\","
            + " \"redirect_uris\": [\"https://a.example/cb\"]}",
        "{\"client_name\": \"A\", \"redirect_uris\": [\"https://a.example/cb\"]}",
        "{\"client_id\": \"@\", \"redirect_uris\": [\"https://a.example/cb\"]}",
        "{\"client_id\": \"@\", \"client_name\": \" \", \"redirect_uris\": [\"https://a.e/cb\"]}",
        "{\"client_id\": \"@\", \"client_name\": \"A\"}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": []}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"http://a.e/cb\"]}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"client_secret\": \"s\"}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"client_secret_expires_at\": 0}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"token_endpoint_auth_method\": \"client_secret_basic\"}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"token_endpoint_auth_method\": \"client_secret_jwt\"}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"token_endpoint_auth_method\": \"private_key_jwt\"}",
        "[]",
        "nonsense",
      })
  void takesNoDocumentThatIsNotOne(String document) {
    String id = host.at("/client.json");
    host.put("/client.json", Answer.json(document.replace("@", id)));

    assertUnknown(id);
  }

  @Test
  void takesNoAnswerThatIsNotADocument() {
    Answer good = Answer.json(ClientHost.document(host.at("/x")));
    Map<String, Answer> bad =
        Map.of(
            "/html", good.with("Content-Type", "text/html"),
            "/none", new Answer(200, Map.of(), good.body()),
            "/gone", good.withStatus(410),
            "/made", good.withStatus(201),
            "/moved", good.withStatus(302).with("Location", host.at("/x")),
            "/huge", Answer.json(" ".repeat(10_241) + good.body()));
    host.put("/x", good);
    bad.forEach(
        (path, answer) -> {
          String id = host.at(path);
          host.put(
              path,
              new Answer(
                  answer.status(), answer.headers(), answer.body().replace(host.at("/x"), id)));
          assertUnknown(id);
        });
    assertThat(host.asked).hasValue(bad.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:@/c",
        "https://127.1:@/c",
        "https://2130706433:@/c",
        "https://0x7f000001:@/c",
        "https://0x7f.0.0.1:@/c",
        "https://017700000001:@/c",
        "https://0177.0.0.1:@/c",
        "https://[::1]:@/c",
        "https://[::ffff:127.0.0.1]:@/c",
        "https://[::ffff:7f00:1]:@/c",
        "https://[::127.0.0.1]:@/c",
        "https://[0:0:0:0:0:0:0:1]:@/c",
        "https://0.0.0.0:@/c",
        "https://[::]:@/c",
        "https://localhost.:@/c",
        "https://10.0.0.1:@/c",
        "https://172.16.0.1/c",
        "https://192.168.0.1/c",
        "https://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/c",
        "https://[fd00::1]/c",
        "https://224.0.0.1/c",
        "https://[ff02::1]/c",
        "http://127.0.0.1:@/c",
        "http://public.example/c",
        "https://localhost:@",
        "https://localhost:@/",
        "https://localhost:@/a/../c",
        "https://localhost:@/a/%2e%2E/c",
        "https://localhost:@/./c",
        "https://localhost:@/c/.",
        "https://localhost:@/c#fragment",
        "https://user@localhost:@/c",
        "https://user:password@localhost:@/c",
        "https://localhost:@\\\\c",
        "https://localhost:@/c c",
        "https://localhost:@/ü",
        "https:///c",
        "https:c",
        "HTTPS://127.0.0.1:@/c",
        "HTTP://LOCALHOST:@/c",
      })
  void asksNobodyWhoIsNotToBeAsked(String id) throws IOException {
    try (var door = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      door.setSoTimeout(50);

      HttpResponse<String> answer = refresh(id.replace("@", String.valueOf(door.getLocalPort())));

      assertThat(OAuthClient.string(answer, "error"))
          .as(answer.body())
          .isIn("invalid_client", "temporarily_unavailable");
      assertThatThrownBy(door::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void refusesAnIdThatNoTableHolds() {
    String id = host.describe("/" + "c".repeat(512));

    assertUnknown(id);
    assertThat(host.asked).hasValue(0);
  }

  @Test
  void aHostOutOfReachIsPassingTroubleAndNoReasonToForgetTheClient() {
    String id = host.at("/client.json");
    host.put("/client.json", Answer.json(ClientHost.document(id)).withStatus(503));

    HttpResponse<String> answer = refresh(id);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("temporarily_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    HttpResponse<String> page = new Browser().get(address(id));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("cannot be read now");
  }

  @Test
  void aSilentHostIsGivenUp() {
    String id = host.describe("/client.json");
    host.fallSilent();
    try (var replica = replica(MutableClock.atPresent(), "500ms")) {
      var clients = replica.getBean(Clients.class);

      assertThatThrownBy(() -> clients.find(id)).isInstanceOf(TemporarilyUnavailable.class);
    }
  }

  @Test
  void twentyCallersShareOneRequest() {
    String id = host.describe("/client.json");

    var outcomes = Races.run(20, () -> refresh(id));

    assertThat(Races.values(outcomes))
        .hasSize(20)
        .allSatisfy(
            answer -> assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_grant"));
    assertThat(host.asked).hasValue(1);
  }

  @Test
  void keepsADocumentAsLongAsItsServerSaysWithinBounds() {
    MutableClock clock = MutableClock.atPresent();
    String id = host.at("/client.json");
    Answer sound = Answer.json(ClientHost.document(id));
    try (var replica = replica(clock, "5s")) {
      var clients = replica.getBean(Clients.class);
      Map<String, Duration> kept =
          Map.of(
              "max-age=3600", Duration.ofHours(1),
              "public, max-age=\"600\"", Duration.ofMinutes(10),
              "max-age=7200, s-maxage=300", Duration.ofMinutes(5),
              "no-store", Duration.ofMinutes(1),
              "max-age=1", Duration.ofMinutes(1),
              "max-age=99999999", Duration.ofDays(1));
      kept.forEach(
          (header, lifetime) -> {
            host.put("/client.json", sound.with("Cache-Control", header));
            clock.advance(Duration.ofDays(2));
            clients.find(id);
            int before = host.asked.get();
            clock.advance(lifetime.minusSeconds(1));
            assertThat(clients.find(id)).as(header).isPresent();
            assertThat(host.asked).as(header).hasValue(before);
            clock.advance(Duration.ofSeconds(2));
            assertThat(clients.find(id)).as(header).isPresent();
            assertThat(host.asked).as(header).hasValue(before + 1);
          });
    }
  }

  @Test
  void aDocumentThatAppearsLaterCountsSoon() {
    MutableClock clock = MutableClock.atPresent();
    try (var replica = replica(clock, "5s")) {
      var clients = replica.getBean(Clients.class);
      assertThat(clients.find(host.at("/client.json"))).isEmpty();
      host.describe("/client.json");
      clock.advance(Duration.ofSeconds(11));

      assertThat(clients.find(host.at("/client.json"))).isPresent();
    }
  }

  @Test
  void anOutageOverThereEndsNoSessionForADay() {
    MutableClock clock = MutableClock.atPresent();
    String id = host.describe("/client.json");
    try (var replica = replica(clock, "5s")) {
      var clients = replica.getBean(Clients.class);
      clients.find(id);
      host.put("/client.json", Answer.json("").withStatus(500));
      clock.advance(Duration.ofHours(23));
      assertThat(clients.find(id)).isPresent();
      clock.advance(Duration.ofHours(2));

      assertThatThrownBy(() -> clients.find(id)).isInstanceOf(TemporarilyUnavailable.class);
    }
  }

  @Test
  void norDoesARestartOverHereMeanwhile() {
    String id = host.describe("/client.json");
    assertThat(OAuthClient.string(refresh(id), "error")).isEqualTo("invalid_grant");
    host.put("/client.json", Answer.json("").withStatus(500));
    try (var replica = replica(MutableClock.atPresent(), "5s")) {
      assertThat(replica.getBean(Clients.class).find(id))
          .hasValueSatisfying(
              client -> assertThat(client.redirects()).hasToString("[http://127.0.0.1/callback]"));
    }
  }

  @Test
  void canBeSwitchedOff() {
    String id = host.describe("/client.json");
    try (var replica =
        Server.replica(Map.of("holdfast.authserver.client-documents.enabled", false))) {
      assertThat(replica.getBean(Clients.class).find(id)).isEmpty();
    }
    assertThat(host.asked).hasValue(0);
  }

  private static ApplicationContext replica(MutableClock clock, String timeout) {
    return Server.replica(
        new HashMap<>(
            Map.of(
                TestClockFactory.PROPERTY,
                clock,
                "holdfast.authserver.outbound.timeout",
                timeout)));
  }

  private static void assertUnknown(String id) {
    HttpResponse<String> token = refresh(id);
    assertThat(token.statusCode()).as(id).isEqualTo(401);
    assertThat(OAuthClient.string(token, "error")).isEqualTo("invalid_client");
    HttpResponse<String> page = new Browser().get(address(id));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
  }

  private static HttpResponse<String> refresh(String id) {
    return OAuthClient.token(
        Map.of("grant_type", "refresh_token", "client_id", id, "refresh_token", "unheard-of"));
  }

  private static Map<String, String> request(String id) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", id);
    request.put("redirect_uri", "http://127.0.0.1:8765/callback");
    return request;
  }

  private static String address(String id) {
    return OAuthClient.authorizeAddress(request(id));
  }

  private static Map<String, String> code(String id, HttpResponse<String> answer) {
    Map<String, String> form =
        OAuthClient.redemption(Browser.redirectQuery(answer).getOrDefault("code", ""));
    form.put("client_id", id);
    form.put("redirect_uri", "http://127.0.0.1:8765/callback");
    return form;
  }
}
