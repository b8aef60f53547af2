package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.ClientHost;
import dev.holdfast.authserver.harness.ClientHost.Answer;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How and how often the document of a client is asked for. */
class DocumentFetchTest {

  private final ClientHost host = new ClientHost();

  @AfterEach
  void stop() {
    host.close();
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

      HttpResponse<String> answer =
          ClientHost.refresh(id.replace("@", String.valueOf(door.getLocalPort())));

      assertThat(OAuthClient.string(answer, "error"))
          .as(answer.body())
          .isIn("invalid_client", "temporarily_unavailable");
      assertThatThrownBy(door::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aHostOutOfReachIsPassingTroubleAndNoReasonToForgetTheClient() {
    String id = host.at("/client.json");
    host.put("/client.json", Answer.json(ClientHost.document(id)).withStatus(503));

    HttpResponse<String> answer = ClientHost.refresh(id);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("temporarily_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    HttpResponse<String> page = new Browser().get(ClientHost.authorizeAddress(id));
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

  /** Whoever makes up ids must not make this server call hosts without end. */
  @Test
  void fromOneAddressComeOnlySoManyUnknownDocuments() {
    String known = host.describe("/known.json");
    ClientHost.refresh(known);
    int before = host.asked.get();
    try (var replica =
        Replica.withFakeClock(
            Map.of(
                "holdfast.authserver.limits.client-document.capacity",
                2,
                "holdfast.authserver.limits.client-document.period",
                "60s",
                "holdfast.authserver.proxies.trusted",
                "127.0.0.1"))) {
      String source = "203.0.113." + ThreadLocalRandom.current().nextInt(1, 255);

      assertThat(
              Stream.of("/a", "/b", "/c", "/a", "/known.json")
                  .map(path -> refreshAt(replica, host.at(path), source)))
          .containsExactly(401, 401, 429, 401, 400);
      assertThat(host.asked).hasValue(before + 3);
      Map<String, String> request = ClientHost.authorization(host.at("/d"));
      assertThat(
              replica
                  .get("/oauth2/authorize?" + Browser.encode(request), "X-Forwarded-For", source)
                  .statusCode())
          .isEqualTo(400);
      assertThat(host.asked).hasValue(before + 3);
    }
  }

  private static int refreshAt(Replica replica, String id, String source) {
    return replica
        .post(
            "/oauth2/token",
            Map.of("grant_type", "refresh_token", "client_id", id, "refresh_token", "unheard-of"),
            "X-Forwarded-For",
            source)
        .statusCode();
  }

  @Test
  void twentyCallersShareOneRequest() {
    String id = host.describe("/client.json");

    var outcomes = Races.run(20, () -> ClientHost.refresh(id));

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
    assertThat(OAuthClient.string(ClientHost.refresh(id), "error")).isEqualTo("invalid_grant");
    host.put("/client.json", Answer.json("").withStatus(500));
    try (var replica = replica(MutableClock.atPresent(), "5s")) {
      assertThat(replica.getBean(Clients.class).find(id))
          .hasValueSatisfying(
              client -> assertThat(client.redirects()).hasToString("[http://127.0.0.1/callback]"));
    }
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
}
