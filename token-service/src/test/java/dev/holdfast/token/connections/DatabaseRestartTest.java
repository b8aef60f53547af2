package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.embedded.EmbeddedDatabase;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.token.Clients.GrantsClient;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 33: the database goes and comes back while callers call on. */
class DatabaseRestartTest {

  private static final String CLIENT = "mcp-client";
  private static final Pattern REFRESH_TOKEN = Pattern.compile("\"refreshToken\":\"([^\"]+)\"");

  @TempDir Path directory;

  private final StubProvider provider = new StubProvider();
  private EmbeddedDatabase database;
  private TokenServer server;
  private ConnectionKey key;

  @BeforeEach
  void start() {
    database = EmbeddedDatabase.start(directory.resolve("data"), 0);
    database.createSchema("vault", "vault", "the-password");
    var schema = new Schema(database.jdbcUrl("vault"), "vault", "the-password");
    server = TokenServer.start(schema, directory.resolve("keys"), provider.settings());
    key = new ConnectionKey(server.someone(), "demo");
    authorize();
    Consents consents = server.get(Consents.class);
    consents.complete(
        new CompleteConnection(
            key.subject(), consents.start(key).state(), Secret.of("code"), provider.issuer()));
    provider.tokenRequests().clear();
  }

  @AfterEach
  void stop() {
    server.close();
    database.close();
    provider.close();
  }

  @Test
  void callersAreToldToComeBackAndLoseNothing() {
    String upstream = lookUp().body();
    GrantTokens issued =
        server
            .get(GrantsClient.class)
            .issue(GrantRequests.refreshable(key.subject(), CLIENT, server.clock().instant()));
    var newest = new AtomicReference<>(Objects.requireNonNull(issued.refreshToken()).reveal());

    try (var lookUps = new CallLoop(this::lookUp);
        var refreshes = new CallLoop(() -> refresh(newest))) {
      await().until(() -> lookUps.count(200) > 5 && refreshes.count(200) > 5);
      int port = database.port();
      database.close();
      await().until(() -> lookUps.count(503) > 0 && refreshes.count(503) > 0);
      long lookedUp = lookUps.count(200);
      long refreshed = refreshes.count(200);
      database = EmbeddedDatabase.start(directory.resolve("data"), port);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> lookUps.count(200) > lookedUp + 5 && refreshes.count(200) > refreshed + 5);
    }

    assertThat(lookUp().body()).isEqualTo(upstream);
    assertThat(provider.tokenRequests()).isEmpty();
    assertThat(server.get(GrantsClient.class).status(issued.grant().gid()).active()).isTrue();
  }

  /** What the provider said is lost; what was meant to be done is not. */
  @Test
  void refreshUnderWayIsMadeUpForAfterwards() throws Exception {
    provider.spendRefreshTokens(true);
    server.clock().advance(Duration.ofSeconds(101));
    authorize();
    provider.hang();
    int port = database.port();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var cut = threads.submit(this::lookUp);
      await().until(() -> provider.tokenRequests().size() == 1);
      database.close();
      provider.openGate();
      assertPassing(cut.get(20, TimeUnit.SECONDS));
    }
    database = EmbeddedDatabase.start(directory.resolve("data"), port);
    server.clock().advance(Duration.ofSeconds(20));

    await().atMost(Duration.ofSeconds(30)).until(() -> lookUp().statusCode() == 200);
    assertThat(provider.tokenRequests()).hasSize(2);
    assertThat(new HashSet<>(provider.tokenRequests())).hasSize(1);
  }

  private void authorize() {
    server.callWith(
        ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ, ServiceScope.CONNECTIONS_USE);
  }

  private HttpResponse<String> lookUp() {
    return server.post(
        "/connections/token",
        "{\"subject\":{\"issuer\":\"%s\",\"subject\":\"%s\"},\"provider\":\"demo\"}"
            .formatted(key.subject().issuer(), key.subject().subject()));
  }

  /** With the newest refresh token that an answer brought. */
  private HttpResponse<String> refresh(AtomicReference<String> newest) {
    HttpResponse<String> answer =
        server.post(
            "/grants/refresh",
            "{\"refreshToken\":\"%s\",\"clientId\":\"%s\"}".formatted(newest.get(), CLIENT));
    Matcher next = REFRESH_TOKEN.matcher(answer.body());
    if (next.find()) {
      newest.set(next.group(1));
    }
    return answer;
  }

  private static void assertPassing(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains(ProblemTypes.TEMPORARILY_UNAVAILABLE);
  }

  /** Makes the same call again and again; only success will do, or "not now". */
  private static final class CallLoop implements AutoCloseable {

    private final Queue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<?> loop;
    private volatile boolean closing;

    CallLoop(Supplier<HttpResponse<String>> call) {
      loop = thread.submit(() -> run(call));
    }

    private void run(Supplier<HttpResponse<String>> call) {
      while (!closing) {
        answers.add(call.get());
      }
    }

    long count(int status) {
      return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    @Override
    public void close() {
      closing = true;
      thread.close();
      assertThat(loop.state()).isEqualTo(Future.State.SUCCESS);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() != 200)
          .allSatisfy(DatabaseRestartTest::assertPassing);
    }
  }
}
