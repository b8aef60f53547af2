package dev.holdfast.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.fixtures.Happened;
import dev.holdfast.listener.fixtures.World;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others see of the running service. */
class ServiceTest {

  private static final String AUDIENCE = "http://localhost:9002";

  private final World world = new World();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void end() {
    http.close();
    world.close();
  }

  @Test
  void isReadyWithAnAssignmentAndATokenServiceAndNotWithoutEither() throws Exception {
    try (EmbeddedServer listener =
        world.listener(Map.of("holdfast.listener.instance-id", "replica-1"))) {
      await().until(() -> get(listener, "/health/readiness", "").statusCode() == 200);
      assertThat(get(listener, "/health/liveness", "").statusCode()).isEqualTo(200);

      world.tokenService().close();
      await().until(() -> get(listener, "/health/readiness", "").statusCode() == 503);
      assertThat(get(listener, "/health/readiness", "").body()).doesNotContain("token-service");
    }
    try (EmbeddedServer cutOff = world.listener(Map.of("kafka.bootstrap.servers", "localhost:1"))) {
      assertThat(get(cutOff, "/health/readiness", "").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void isNotReadyWhileThePolicyNamesAClientThatIsNotRegistered() throws Exception {
    // A misspelling, and an id that needs escaping in a path.
    String document = "https://a.example/client.json?v=1";
    try (EmbeddedServer listener =
        world.listener(Map.of("revocation.client-ids", List.of("Console", document)))) {
      await().until(() -> missingClients(listener) == 2);
      assertThat(get(listener, "/health/readiness", "").statusCode()).isEqualTo(503);

      world.authserver().clients().addAll(List.of("Console", document));
      await().until(() -> get(listener, "/health/readiness", "").statusCode() == 200);
      assertThat(missingClients(listener)).isZero();
      assertThat(world.authserver().authorizations()).allMatch(each -> each.startsWith("Bearer "));

      // An authserver that is away takes no listener down with it, a deleted client does.
      world.authserver().down(true);
      assertThat(get(listener, "/health/readiness", "").statusCode()).isEqualTo(200);
      world.authserver().down(false);
      world.authserver().clients().remove(document);
      await().until(() -> get(listener, "/health/readiness", "").statusCode() == 503);
      assertThat(get(listener, "/health/liveness", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void isNotReadyBeforeAnybodyCouldSayThatTheClientsAreRegistered() throws Exception {
    world.authserver().down(true);
    try (EmbeddedServer listener = world.listener()) {
      assertThat(get(listener, "/health/readiness", "").statusCode()).isEqualTo(503);
      assertThat(world.authserver().authorizations()).isNotEmpty();

      world.authserver().down(false);
      await().until(() -> get(listener, "/health/readiness", "").statusCode() == 200);
    }
  }

  @Test
  void showsItsPolicyOnlyToThoseWhoMayReadIt() throws Exception {
    try (EmbeddedServer listener =
        world.listener(Map.of("revocation.client-ids", "console,kiosk"))) {
      HttpResponse<String> shown = get(listener, "/policy", token("policy:read"));
      assertThat(shown.statusCode()).isEqualTo(200);
      JsonNode policy = new ObjectMapper().readTree(shown.body());
      assertThat(policy.path("singleSession").asBoolean()).isTrue();
      assertThat(policy.path("clientIds").toString()).isEqualTo("[\"console\",\"kiosk\"]");
      assertThat(policy.path("version").asText()).hasSize(64);
      assertThat(policy.path("effects")).hasSize(13);
      assertThat(policy.path("effects").path("dev.holdfast.user-disabled").asText())
          .isEqualTo("ends everything of the user");

      assertThat(get(listener, "/policy", token("revocations:write")).statusCode()).isEqualTo(403);
      HttpResponse<String> anonymous = get(listener, "/policy", "");
      assertThat(anonymous.statusCode()).isEqualTo(401);
      assertThat(anonymous.headers().firstValue("WWW-Authenticate")).isPresent();
    }
  }

  @Test
  void noEventChangesThePolicy() throws Exception {
    SubjectId client = world.person("mcp-b");
    try (EmbeddedServer listener = world.listener()) {
      String before = get(listener, "/policy", token("policy:read")).body();
      world
          .identity()
          .write(new IdentityEvent.ClientRegistered(Happened.header(client, Happened.AT), "mcp-b"));
      await().until(() -> world.identity().committed(world.group()) == 1);

      assertThat(get(listener, "/policy", token("policy:read")).body()).isEqualTo(before);
    }
  }

  @Test
  void exportsItsMetrics() throws Exception {
    try (EmbeddedServer listener = world.listener()) {
      assertThat(get(listener, "/prometheus", "").body())
          .contains("holdfast_listener_dead_letters_total")
          .contains("holdfast_listener_lag_age_seconds");
    }
  }

  private double missingClients(EmbeddedServer listener) throws Exception {
    get(listener, "/health/readiness", "");
    return listener
        .getApplicationContext()
        .getBean(MeterRegistry.class)
        .get("holdfast.listener.clients.missing")
        .gauge()
        .value();
  }

  private String token(String scope) {
    return world
        .issuer()
        .token("someone", AUDIENCE, Clock.systemUTC().instant())
        .with("scope", scope)
        .sign();
  }

  private HttpResponse<String> get(EmbeddedServer listener, String path, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(listener.getURL() + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
