package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.TokenProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Row 88: the heap of a service that has worked and has nothing to do now. What is no object any
 * more is not looked at: collected garbage and buffers outside the heap keep their bytes until
 * something else needs the place.
 */
class IdleHeapTest {

  private static final String AUDIENCE = "http://localhost:9001";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestIssuer issuer = TestIssuer.start();
  private final StubProvider provider = new StubProvider();
  private final Instant start = Clock.systemUTC().instant();
  private final Traces tokens = new Traces();
  private TokenProcess process;
  private String serviceToken;

  @BeforeEach
  void start(@TempDir Path directory) {
    serviceToken =
        issuer
            .token("authserver", AUDIENCE, start)
            .with(
                "scope",
                String.join(
                    " ",
                    ServiceScope.GRANTS_WRITE,
                    ServiceScope.CONNECTIONS_WRITE,
                    ServiceScope.CONNECTIONS_USE))
            .sign();
    Map<String, Object> settings = new HashMap<>(provider.settings());
    settings.put("holdfast.bearer.issuers", issuer.url());
    // An idle connection to a provider keeps its last answer, and lives for 30 s otherwise.
    settings.put("jdk.httpclient.keepalive.timeout", 1);
    process =
        TokenProcess.start(TestDatabase.any().newSchema(), directory.resolve("keys"), settings);
  }

  @AfterEach
  void stop() {
    process.close();
    provider.close();
    issuer.close();
  }

  @Test
  void heapOfAnIdleServiceHoldsNoTokenThatItEverSaw(@TempDir Path directory) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      await().atMost(PATIENCE).until(() -> isReady(http));
      for (int person = 0; person < 10; person++) {
        connect(http, person);
      }
      assertThat(Races.failures(Races.run(8, caller -> () -> work(http, caller)))).isEmpty();
    }
    tokens.add("service token", serviceToken.substring(serviceToken.length() - 40));
    var alive = new Traces();
    alive.add("issuer", issuer.url());

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(3))
        .untilAsserted(
            () -> {
              Path heap = heap(directory);
              assertThat(alive.in(heap)).containsExactly("issuer");
              assertThat(tokens.in(heap)).isEmpty();
            });
  }

  private boolean isReady(HttpClient http) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri("/health/readiness")).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Gets an upstream token, and has it looked up a few times. */
  private void connect(HttpClient http, int person) throws IOException, InterruptedException {
    String access = "access-" + UUID.randomUUID();
    String refresh = "refresh-" + UUID.randomUUID();
    tokens.add("upstream access token " + person, access);
    tokens.add("upstream refresh token " + person, refresh);
    provider.answer(
        200,
        "application/json",
        """
        {"access_token":"%s","token_type":"Bearer","expires_in":3600,"refresh_token":"%s"}"""
            .formatted(access, refresh));
    String subject = subject("person-" + person);
    String key = "{\"subject\":%s,\"provider\":\"demo\"}".formatted(subject);
    String state = member(post(http, "/connections/start", key), "state");
    post(
        http,
        "/connections/complete",
        "{\"subject\":%s,\"state\":\"%s\",\"code\":\"code\",\"iss\":\"%s\"}"
            .formatted(subject, state, provider.issuer()));
    for (int look = 0; look < 3; look++) {
      assertThat(member(post(http, "/connections/token", key), "accessToken")).isEqualTo(access);
    }
  }

  /** Has grants issued, their tokens exchanged, looked at, and one of them revoked. */
  private int work(HttpClient http, int caller) throws IOException, InterruptedException {
    String grant =
        """
        {"subject":%s,"clientId":"console","sid":"a","scopes":["mcp"],"resources":["urn:a"],
         "authTime":"%2$s","issuedAt":"%2$s","refreshable":true}"""
            .formatted(subject("caller-" + caller), start);
    for (int round = 0; round < 10; round++) {
      String name = "refresh token %d of caller %d".formatted(round, caller);
      String token = noted(name, post(http, "/grants", grant));
      for (int exchange = 0; exchange < 3; exchange++) {
        token = noted(name, post(http, "/grants/refresh", presented(token)));
      }
      post(http, "/grants/introspect", "{\"refreshToken\":\"%s\"}".formatted(token));
      post(http, "/grants/revoke", presented(token));
    }
    return caller;
  }

  private String noted(String name, String answer) {
    String token = member(answer, "refreshToken");
    // Its own secret part: the beginning is the grant's id.
    tokens.add(name, token.substring(40, 70));
    return token;
  }

  private static String presented(String token) {
    return "{\"refreshToken\":\"%s\",\"clientId\":\"console\"}".formatted(token);
  }

  private String subject(String name) {
    return "{\"issuer\":\"%s\",\"subject\":\"%s\"}".formatted(issuer.url(), name);
  }

  private String post(HttpClient http, String path, String json)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + serviceToken)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isIn(200, 204);
    return answer.body();
  }

  private static String member(String json, String name) {
    Matcher member = Pattern.compile("\"%s\":\"([^\"]+)\"".formatted(name)).matcher(json);
    assertThat(member.find()).as(name).isTrue();
    return member.group(1);
  }

  private URI uri(String path) {
    return URI.create(process.url() + path);
  }

  private Path heap(Path directory) throws IOException, InterruptedException {
    Path file = directory.resolve("heap.hprof");
    Files.deleteIfExists(file);
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.heap_dump",
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(jcmd.inputReader().lines().toList()).anyMatch(line -> line.contains("created"));
    assertThat(jcmd.waitFor()).isZero();
    return file;
  }
}
