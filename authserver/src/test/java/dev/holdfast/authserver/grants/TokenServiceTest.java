package dev.holdfast.authserver.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.authserver.connect.Connections;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevokeSession;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapters against a token-service that answers what the test says. */
class TokenServiceTest {

  private static final SubjectId ALICE = new SubjectId("http://localhost:9000", "alice");
  private static final String GRANT =
      """
      {"grant": {"gid": "g1", "subject": {"issuer": "http://localhost:9000", "subject": "alice"},
       "clientId": "console", "sid": "s1", "scopes": ["openid"], "resources": ["https://r.example"],
       "authTime": "2026-01-01T00:00:00Z", "issuedAt": "2026-01-01T00:00:00Z"},
       "refreshToken": "r1", "refreshExpiresAt": "2026-02-01T00:00:00Z"}\
      """;

  private static final List<String> requests = new CopyOnWriteArrayList<>();
  private static volatile int status = 200;
  private static volatile String answer = "";
  private static volatile CountDownLatch gate = new CountDownLatch(0);
  private static final HttpServer stub = stub();
  private static final ApplicationContext context = context();

  private final Grants grants = real(Grants.class, "HttpGrants");
  private final Connections connections = real(Connections.class, "HttpConnections");

  @BeforeAll
  static void start() {
    stub.start();
  }

  @AfterAll
  static void stop() {
    context.close();
    stub.stop(0);
  }

  @Test
  void issuesWithAServiceTokenOfItsOwn() {
    answer(200, GRANT);

    var tokens = grants.issue(grant());

    assertThat(tokens.grant().gid()).isEqualTo("g1");
    assertThat(tokens.refreshToken()).isEqualTo(Secret.of("r1"));
    String[] request = requests.getLast().split("\n", 3);
    assertThat(request[0]).isEqualTo("POST /grants");
    assertThat(OAuthClient.claims(request[1].replace("Bearer ", "")).getClaims())
        .containsEntry("sub", "authserver")
        .containsEntry("aud", List.of("http://localhost:9001"))
        .containsEntry("scope", "grants:write grants:read connections:write");
    assertThat(request[2]).contains("\"clientId\":\"console\"", "\"refreshable\":true");
  }

  @Test
  void tellsARefusedRefreshFromTrouble() {
    answer(200, GRANT);
    assertThat(grants.refresh(new RefreshGrant(Secret.of("r0"), "console")))
        .isInstanceOf(Refreshed.Renewed.class);
    answer(400, problem("refresh-refused", 400));
    assertThat(grants.refresh(new RefreshGrant(Secret.of("r0"), "console")))
        .isInstanceOf(Refreshed.Refused.class);
  }

  @Test
  void tellsARefreshForTooMuchFromARefusedToken() {
    var presented =
        new RefreshGrant(Secret.of("r0"), "console", null, List.of("openid"), List.of("urn:a"));
    answer(400, problem("scope-exceeded", 400));
    assertThat(grants.refresh(presented)).isInstanceOf(Refreshed.ScopeExceeded.class);
    answer(400, problem("resource-exceeded", 400));
    assertThat(grants.refresh(presented)).isInstanceOf(Refreshed.ResourceExceeded.class);
    assertThat(requests.getLast()).contains("\"scopes\":[\"openid\"]", "\"resources\":[\"urn:a\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "503, temporarily-unavailable",
    "500, unexpected",
    "403, forbidden",
    "401, unauthenticated",
    "400, invalid-request"
  })
  void everythingElseIsPassingTrouble(int code, String type) {
    answer(code, problem(type, code));

    assertThatThrownBy(() -> grants.refresh(new RefreshGrant(Secret.of("r0"), "console")))
        .isInstanceOf(TemporarilyUnavailable.class);
    assertThatThrownBy(() -> grants.issue(grant())).isInstanceOf(TemporarilyUnavailable.class);
  }

  @Test
  void aBrokenAnswerIsNotRepeatedInWhatIsLoggedOfIt() {
    answer(200, "{\"refreshToken\": secret-r1}");

    assertThatThrownBy(() -> grants.refresh(new RefreshGrant(Secret.of("r0"), "console")))
        .isInstanceOf(TemporarilyUnavailable.class)
        .satisfies(
            trouble -> assertThat(Throwables.getStackTrace(trouble)).doesNotContain("secret"));
  }

  @Test
  void asksWhetherAGrantIsLive() {
    answer(200, "{\"active\": true}");
    assertThat(grants.isLive("g1")).isTrue();
    assertThat(requests.getLast()).startsWith("GET /grants/g1/status");
    answer(200, "{\"active\": false}");
    assertThat(grants.isLive("g1")).isFalse();
    answer(503, problem("temporarily-unavailable", 503));
    assertThatThrownBy(() -> grants.isLive("g1")).isInstanceOf(TemporarilyUnavailable.class);
    answer(200, "<html>");
    assertThatThrownBy(() -> grants.isLive("g1")).isInstanceOf(TemporarilyUnavailable.class);
  }

  @Test
  void endsAndRevokes() {
    answer(204, "");
    grants.end("g1", EndReason.CODE_REPLAYED);
    assertThat(requests.getLast()).startsWith("POST /grants/g1/end").contains("CODE_REPLAYED");
    grants.revoke(Secret.of("r0"), "console");
    assertThat(requests.getLast()).startsWith("POST /grants/revoke").contains("r0");
  }

  @Test
  void endsWhatGoesWithALoginSessionInOneCall() {
    answer(200, "{\"revoked\": {\"console\": 2}, \"spared\": {\"mcp\": 1}}");
    var session =
        new RevokeSession(
            "e1", ALICE, "s1", new TreeSet<>(Set.of("console")), "urn:here", "offline_access");

    assertThat(grants.endSession(session).revoked()).isEqualTo(Map.of("console", 2));
    assertThat(requests.getLast())
        .startsWith("POST /revocations/session")
        .contains("\"eventId\":\"e1\"", "\"sid\":\"s1\"", "\"clientIds\":[\"console\"]")
        .contains("\"resource\":\"urn:here\"", "\"sparedScope\":\"offline_access\"");
    answer(503, problem("temporarily-unavailable", 503));
    assertThatThrownBy(() -> grants.endSession(session)).isInstanceOf(TemporarilyUnavailable.class);
  }

  @Test
  void startsAndCompletesConnections() {
    answer(200, "{\"connected\": false}");
    assertThat(connections.connected(ALICE, "demo")).isFalse();
    answer(200, "{\"authorizationUri\": \"https://p.example/a\", \"state\": \"s\"}");
    assertThat(connections.start(ALICE, "demo").state()).isEqualTo("s");
    assertThat(requests.getLast()).startsWith("POST /connections/start");
    var completion = new CompleteConnection(ALICE, "s", Secret.of("c"), null);
    answer(204, "");
    assertThat(connections.complete(completion)).isTrue();
    answer(400, problem("invalid-request", 400));
    assertThat(connections.complete(completion)).isFalse();
    answer(503, problem("temporarily-unavailable", 503));
    assertThatThrownBy(() -> connections.complete(completion))
        .isInstanceOf(TemporarilyUnavailable.class);
  }

  /** Or the person would see an error, and be connected all the same. */
  @Test
  void waitsLongerForProvidersThanForGrants() throws Exception {
    Map<String, Object> impatient =
        Map.of(
            "holdfast.token-service.url",
            "http://127.0.0.1:" + stub.getAddress().getPort(),
            "holdfast.authserver.grants.answer-timeout",
            "200ms");
    try (ApplicationContext context = Server.replica(impatient);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var completion = new CompleteConnection(ALICE, "s", Secret.of("c"), null);
      answer(204, "");
      gate = new CountDownLatch(1);
      Future<Boolean> completed =
          threads.submit(
              () -> real(context, Connections.class, "HttpConnections").complete(completion));
      try {
        assertThatThrownBy(
                () ->
                    real(context, Grants.class, "HttpGrants")
                        .refresh(new RefreshGrant(Secret.of("r0"), "console")))
            .isInstanceOf(TemporarilyUnavailable.class);
      } finally {
        gate.countDown();
      }
      assertThat(completed.get()).isTrue();
    }
  }

  private static IssueGrant grant() {
    return new IssueGrant(
        ALICE,
        "console",
        "s1",
        new TreeSet<>(List.of("openid")),
        List.of("https://r.example"),
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        true);
  }

  private static void answer(int code, String body) {
    status = code;
    answer = body;
  }

  private static String problem(String type, int code) {
    return "{\"type\": \"urn:holdfast:problem:%s\", \"title\": \"t\", \"status\": %d}"
        .formatted(type, code);
  }

  private static <T> T real(Class<T> port, String adapter) {
    return real(context, port, adapter);
  }

  private static <T> T real(ApplicationContext context, Class<T> port, String adapter) {
    return context.getBeansOfType(port).stream()
        .filter(bean -> bean.getClass().getSimpleName().equals(adapter))
        .findFirst()
        .orElseThrow();
  }

  private static ApplicationContext context() {
    return Server.replica(
        Map.of("holdfast.token-service.url", "http://127.0.0.1:" + stub.getAddress().getPort()));
  }

  private static void pass() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpServer stub() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            pass();
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(
                exchange.getRequestMethod()
                    + ' '
                    + exchange.getRequestURI()
                    + '\n'
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + '\n'
                    + body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            String type = status < 400 ? "application/json" : "application/problem+json";
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
