package dev.holdfast.acceptance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.Operator;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.OAuthRefusal;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.local.system.Part;
import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.TestAuthority;
import dev.holdfast.testsupport.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * All services speak TLS; the token-service and the listener to callers with a certificate of our
 * authority only. Each has a certificate of its own, and a port for probes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MutualTlsTest extends Story {

  private static final URI LOOPBACK = URI.create("http://127.0.0.1:43120/callback");
  private static final Map<String, String> REQUIRED =
      Map.of("holdfast.tls.client-authentication", "required");

  @TempDir static Path directory;

  @BeforeAll
  void secureAll() {
    replace(
        List.of(
            secured(settings.authserver()),
            secured(settings.provider()),
            secured(settings.tokenService()).with(REQUIRED)));
    replace(List.of(secured(settings.gateway()), secured(settings.listener()).with(REQUIRED)));
  }

  @AfterAll
  void asBefore() {
    replace(List.of(settings.authserver(), settings.provider(), settings.tokenService()));
    replace(List.of(settings.gateway(), settings.listener()));
  }

  @Test
  void signInToolCallRefreshAndLockPassEveryHop() {
    User user = person("tls-ann");
    OAuthClient client = client();
    Tokens tokens = signIn(client, user);
    RawMcp mcp = new RawMcp(https(settings.mcp("stub-connected")));
    String session = mcp.initialize(tokens.accessToken());

    assertThat(mcp.post(tokens.accessToken(), session, RawMcp.call("tls-tool")).statusCode())
        .isEqualTo(200);
    assertThat(running.stub().seen())
        .anyMatch(
            seen ->
                seen.body().contains("tls-tool") && seen.headers().containsKey("authorization"));
    Tokens refreshed = client.refresh(refreshToken(tokens));

    new Operator(settings, https(settings.issuer())).lock(user);
    await()
        .atMost(RunningSystem.T.multipliedBy(2))
        .until(
            () ->
                mcp.post(refreshed.accessToken(), session, RawMcp.call("tls-tool")).statusCode()
                    == 401);
  }

  @Test
  void callersWithoutCertificateOfOurAuthorityAreNotHeard() throws Exception {
    URI tokenService = URI.create("https://localhost:" + settings.ports().tokenService());
    TestCertificate server = RunningSystem.AUTHORITY.issue();

    assertThat(status(server.shown(), tokenService)).isEqualTo(401);
    assertThatThrownBy(() -> status(server.trusted(), tokenService))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> status(TestAuthority.create().issue().shownTo(server), tokenService))
        .isInstanceOf(IOException.class);
    URI plain = URI.create("http://localhost:" + settings.ports().tokenService());
    assertThatThrownBy(() -> status(server.shown(), plain)).isInstanceOf(IOException.class);
  }

  @Test
  void certificateThatIsNotTrustedIsPassingTroubleAndEndsNoGrant() {
    OAuthClient client = client();
    Tokens tokens = signIn(client, person("tls-bob"));
    Part sound = secured(settings.tokenService()).with(REQUIRED);
    Path strange = directory.resolve("strange");
    TestAuthority.create().issue().writeTo(strange);
    replace(List.of(sound.with(strings(TestCertificate.settings(strange)))));

    assertThatExceptionOfType(OAuthRefusal.class)
        .isThrownBy(() -> client.refresh(refreshToken(tokens)))
        .returns(503, OAuthRefusal::status)
        .returns("temporarily_unavailable", OAuthRefusal::error);

    replace(List.of(sound));
    assertThat(refreshOutcome(client, refreshToken(tokens))).isEqualTo("ok");
  }

  private User person(String name) {
    new Operator(settings, https(settings.providerIssuer())).create(name);
    return new Operator(settings, https(settings.issuer())).create(name);
  }

  private OAuthClient client() {
    return OAuthClient.registering(
        https(settings.mcp("stub-connected")), "tls client", LOOPBACK, Clock.systemUTC());
  }

  private static int status(SSLContext tls, URI service) throws Exception {
    try (HttpClient caller = HttpClient.newBuilder().sslContext(tls).build()) {
      var request = HttpRequest.newBuilder(service.resolve("/grants/g/status")).build();
      return caller.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  /** Every address of a service in its configuration is https, and its probes go elsewhere. */
  private Part secured(Part part) {
    Path files = directory.resolve(part.name());
    RunningSystem.AUTHORITY.issue().writeTo(files);
    int management = FreePorts.one();
    Map<String, String> changed = new HashMap<>(strings(TestCertificate.settings(files)));
    part.configuration().forEach((name, value) -> changed.put(name, https(value)));
    changed.put("endpoints.all.port", Integer.toString(management));
    return part.with(changed)
        .named(part.name(), URI.create("http://localhost:" + management + "/health/readiness"));
  }

  private static Map<String, String> strings(Map<String, Object> settings) {
    Map<String, String> strings = new HashMap<>();
    settings.forEach((name, value) -> strings.put(name, value.toString()));
    return strings;
  }

  private URI https(URI address) {
    return URI.create(https(address.toString()));
  }

  private String https(String text) {
    String all = text;
    for (int port :
        new int[] {
          settings.ports().authserver(),
          settings.ports().provider(),
          settings.ports().tokenService(),
          settings.ports().gateway(),
          settings.ports().listener()
        }) {
      all = all.replace("http://localhost:" + port, "https://localhost:" + port);
    }
    return all;
  }

  /** What needs no other of them starts at the same time. */
  private void replace(List<Part> parts) {
    parts.forEach(part -> running.system().part(part.name()).close());
    parts.forEach(running.system()::launch);
    parts.forEach(part -> running.system().part(part.name()).awaitReady());
  }
}
