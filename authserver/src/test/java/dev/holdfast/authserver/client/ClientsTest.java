package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.ClientHost;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent.ClientDeleted;
import dev.holdfast.contracts.events.IdentityEvent.ClientRegistered;
import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.Races.Outcome;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ClientsTest {

  private static final Map<String, Object> SAID =
      Map.of("redirect_uris", List.of("https://a.example/cb"), "client_name", "Assistant");

  private final ClientRegistry registry = Server.bean(ClientRegistry.class);
  private final String operator = "Bearer " + token("clients:admin");

  @Test
  void operatorsPageThroughAllClients() {
    List<String> mine =
        List.of(OAuthClient.registerPublicClient(), OAuthClient.registerPublicClient());
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      HttpResponse<String> page = get("/admin/clients?limit=3&after=" + after, operator);
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      assertThat(OAuthClient.json(page).get("clients"))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .hasSizeBetween(1, 3)
          .allSatisfy(client -> seen.add(String.valueOf(((Map<?, ?>) client).get("clientId"))));
      after = Browser.encode(String.valueOf(OAuthClient.json(page).getOrDefault("next", "")));
    } while (!after.isEmpty());

    assertThat(seen).containsAll(mine).contains("console", "operator").doesNotHaveDuplicates();
    assertThat(get("/admin/clients?limit=0", operator).statusCode()).isEqualTo(400);
  }

  @Test
  void operatorsSeeAClientWithoutItsSecrets() {
    HttpResponse<String> answer = get("/admin/clients/operator", operator);

    assertThat(OAuthClient.json(answer))
        .containsEntry("clientId", "operator")
        .containsEntry("origin", "configured")
        .containsKeys("name", "createdAt", "lastUsedAt", "metadata");
    assertThat(answer.body()).doesNotContain("ecretHash", "okenHash");
    assertThat(get("/admin/clients/unheard-of", operator).statusCode()).isEqualTo(404);
  }

  @Test
  void operatorsDeleteAClientAndItIsPublishedAndAudited() {
    String id = OAuthClient.registerPublicClient();

    assertThat(delete(id).statusCode()).isEqualTo(204);
    HttpResponse<String> again = delete(id);
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(again.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(events(id))
        .extracting(Event::getClass)
        .isEqualTo(List.of(ClientRegistered.class, ClientDeleted.class, AdministratorActed.class));
  }

  @Test
  void operatorsDeleteADocumentsClientByItsAddress() {
    try (var host = new ClientHost()) {
      String id = host.describe("/client.json");
      OAuthClient.token(
          Map.of("grant_type", "refresh_token", "client_id", id, "refresh_token", "x"));
      assertThat(OAuthClient.json(get("/admin/clients/" + Browser.encode(id), operator)))
          .containsEntry("origin", "document");

      assertThat(delete(Browser.encode(id)).statusCode()).isEqualTo(204);
      assertThat(registry.byId(id)).isEmpty();
    }
  }

  @Test
  void aConfiguredClientIsDeletedInTheConfiguration() {
    assertThat(delete("console").statusCode()).isEqualTo(409);
    assertThat(delete("console%20").statusCode()).isEqualTo(404);
  }

  @Test
  void servicesLearnWhetherAClientIsRegisteredAndNothingElse() {
    String service = "Bearer " + token("clients:read");
    HttpResponse<String> known = get("/admin/registered-clients/console", service);

    assertThat(known.statusCode()).isEqualTo(204);
    assertThat(known.body()).isEmpty();
    for (String other : List.of("Console", "console%20", "unheard-of")) {
      assertThat(get("/admin/registered-clients/" + other, service).statusCode()).isEqualTo(404);
    }
    assertThat(get("/admin/clients/console", service).statusCode()).isEqualTo(403);
    assertThat(get("/admin/registered-clients/console", operator).statusCode()).isEqualTo(403);
    assertThat(get("/admin/registered-clients/console", "").statusCode()).isEqualTo(401);
  }

  @Test
  void nobodyElseSeesClients() {
    assertThat(get("/admin/clients", "").statusCode()).isEqualTo(401);
    assertThat(get("/admin/clients", "Bearer " + token("users:admin")).statusCode()).isEqualTo(403);
  }

  @Test
  void clientsThatNobodyUsesExpireAndOthersStay() {
    MutableClock clock = MutableClock.atPresent();
    String unused = OAuthClient.registerPublicClient();
    String used = OAuthClient.registerPublicClient();
    try (var replica = replica(clock)) {
      Runnable expiry = () -> replica.getBean(ClientExpiry.class).forget(clock.instant(), 10_000);
      expiry.run();
      assertThat(registry.byId(unused)).isPresent();
      use(used);

      clock.advance(Duration.ofHours(25));
      expiry.run();
      assertThat(registry.byId(unused)).isEmpty();
      assertThat(events(unused)).last().isInstanceOf(ClientDeleted.class);

      // As long as a refresh token lives, and an hour more.
      clock.advance(Duration.ofDays(90));
      expiry.run();
      assertThat(registry.byId(used)).isPresent();
      clock.advance(Duration.ofDays(1));
      expiry.run();
      assertThat(registry.byId(used)).isEmpty();
      assertThat(registry.byId("console")).isPresent();
    }
  }

  @Test
  void aUseIsNotedOnceAnHour() {
    MutableClock clock = MutableClock.atPresent();
    String id = OAuthClient.registerPublicClient();
    Instant first = clock.instant();
    Client client = registry.byId(id).orElseThrow();
    assertThat(client.lastUsedAt()).isNull();
    use(id);
    Instant noted = registry.byId(id).orElseThrow().lastUsedAt();
    assertThat(noted).isAfterOrEqualTo(first);
    use(id);

    assertThat(registry.byId(id).orElseThrow().lastUsedAt()).isEqualTo(noted);
  }

  @Test
  void oneNetworkRegistersOnlySoMany() throws IOException, InterruptedException {
    try (var replica =
        Server.replica(Map.of("holdfast.authserver.registration.max-per-source", 2))) {
      var registrations = replica.getBean(Registrations.class);
      String source = UUID.randomUUID().toString();
      registrations.register(SAID, source);
      registrations.register(SAID, source);
      assertThatThrownBy(() -> registrations.register(SAID, source))
          .isInstanceOf(QuotaExceeded.class);
      registrations.register(SAID, UUID.randomUUID().toString());

      OAuthClient.registerPublicClient();
      OAuthClient.registerPublicClient();
      HttpResponse<String> answer = registerAt(replica);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @RepeatedTest(3)
  void aBurstFromOneNetworkDoesNotExceedIt() {
    var settings = Map.<String, Object>of("holdfast.authserver.registration.max-per-source", 5);
    try (var one = Server.replica(settings);
        var other = Server.replica(settings)) {
      List<Registrations> replicas =
          List.of(one.getBean(Registrations.class), other.getBean(Registrations.class));
      String source = UUID.randomUUID().toString();

      var outcomes = Races.run(20, caller -> () -> replicas.get(caller % 2).register(SAID, source));

      assertThat(registry.countRegisteredFrom(source, Instant.EPOCH)).isEqualTo(5);
      assertThat(outcomes)
          .filteredOn(Outcome.Threw.class::isInstance)
          .hasSize(15)
          .allSatisfy(
              refused ->
                  assertThat(((Outcome.Threw<?>) refused).cause())
                      .isInstanceOf(QuotaExceeded.class));
    }
  }

  @Test
  void allNetworksTogetherToo() {
    OAuthClient.registerPublicClient();
    try (var replica = Server.replica(Map.of("holdfast.authserver.registration.max-clients", 1))) {
      var registrations = replica.getBean(Registrations.class);

      assertThatThrownBy(() -> registrations.register(SAID, UUID.randomUUID().toString()))
          .isInstanceOf(QuotaExceeded.class);
    }
  }

  private static HttpResponse<String> registerAt(ApplicationContext replica)
      throws IOException, InterruptedException {
    URI address = replica.getBean(EmbeddedServer.class).start().getURI();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(address.resolve("/oauth2/register"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"redirect_uris\": [\"https://a.example/cb\"]}"))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static ApplicationContext replica(MutableClock clock) {
    return Server.replica(Map.of(TestClockFactory.PROPERTY, clock));
  }

  private static List<Event> events(String id) {
    return Published.about(id, Event.class);
  }

  private static void use(String id) {
    OAuthClient.token(Map.of("grant_type", "refresh_token", "client_id", id, "refresh_token", "x"));
  }

  private HttpResponse<String> delete(String id) {
    return OAuthClient.send("DELETE", "/admin/clients/" + id, "", "", operator);
  }

  private static HttpResponse<String> get(String path, String authorization) {
    return OAuthClient.send("GET", path, "", "", authorization);
  }

  private static String token(String scope) {
    HttpResponse<String> answer =
        OAuthClient.post(
            "/oauth2/token",
            "application/x-www-form-urlencoded",
            "grant_type=client_credentials&scope="
                + Browser.encode(scope)
                + "&resource="
                + Browser.encode(Server.issuer()),
            OAuthClient.basic("operator", "operator-secret"));
    return OAuthClient.string(answer, "access_token");
  }
}
