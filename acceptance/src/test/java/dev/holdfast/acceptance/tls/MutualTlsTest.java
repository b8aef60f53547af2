package dev.holdfast.acceptance.tls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.SecuredSystem;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.McpSession;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.OAuthRefusal;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.RegisteredClient;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.local.client.Unauthorized;
import dev.holdfast.local.system.Ports;
import dev.holdfast.local.system.Settings;
import dev.holdfast.testsupport.TestAuthority;
import dev.holdfast.testsupport.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every hop is encrypted, and both ends of it show who they are. */
final class MutualTlsTest {

  private static final URI LOOPBACK = URI.create("http://127.0.0.1:43120/callback");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static SecuredSystem system;
  private static ShownByDefault shown;

  @BeforeAll
  static void start() {
    system = SecuredSystem.start();
    shown = ShownByDefault.set(system.authority().issue().shown());
  }

  @AfterAll
  static void stop() {
    shown.close();
    system.close();
  }

  /** The sign-in connects to the provider, whose token the gateway gets from the token-service. */
  @Test
  void signInToolCallAndRefreshPassEveryHop() {
    OAuthClient client = assistant();
    Tokens tokens = signIn(client);

    String passedOn = callTool(tokens);
    assertThat(passedOn).startsWith("Bearer ").doesNotContain(tokens.accessToken().reveal());
    assertThat(system.stub().seen()).anyMatch(seen -> seen.body().contains("tls-tool"));

    Tokens refreshed = client.refresh(refreshToken(tokens));
    assertThat(callTool(refreshed)).isEqualTo(passedOn);
  }

  @Test
  void aLoginElsewhereIsSwept() {
    OAuthClient console =
        OAuthClient.registered(
            system.mcp(),
            RegisteredClient.publicClient(
                "console", URI.create(system.issuer() + "/console/callback")),
            Clock.systemUTC());
    Tokens older = signIn(console);
    assertThat(callTool(older)).isNotEmpty();

    Tokens newer = signIn(console);

    await().untilAsserted(() -> assertRefused(older));
    assertThat(ended()).extracting(GrantRevoked::reason).contains(EndReason.LOGIN_ELSEWHERE);
    assertThat(callTool(newer)).isNotEmpty();
  }

  @Test
  void nobodyIsHeardWithoutACertificateOfTheAuthority() throws Exception {
    Ports ports = system.settings().ports();
    TestCertificate ours = system.authority().issue();
    TestCertificate strange = TestAuthority.create().issue();
    List<Integer> services =
        List.of(ports.authserver(), ports.tokenService(), ports.gateway(), ports.listener());

    for (int port : services) {
      URI service = URI.create("https://localhost:" + port + "/");
      assertThat(status(ours.shown(), service)).isPositive();
      assertThatIOException().isThrownBy(() -> status(ours.trusted(), service));
      assertThatIOException().isThrownBy(() -> status(strange.shownTo(ours), service));
      URI plain = URI.create("http://localhost:" + port + "/");
      assertThatIOException().isThrownBy(() -> status(ours.shown(), plain));
    }
  }

  /**
   * A token-service of somebody else's is not told anything, and ends no grant by not answering.
   */
  @Test
  void aServiceOfAnotherAuthorityIsPassingTrouble() {
    OAuthClient client = assistant();
    Tokens tokens = signIn(client);
    system.restartTokenService(TestAuthority.create());

    assertThatExceptionOfType(OAuthRefusal.class)
        .isThrownBy(() -> client.refresh(refreshToken(tokens)))
        .returns(503, OAuthRefusal::status)
        .returns("temporarily_unavailable", OAuthRefusal::error);

    system.restartTokenService(system.authority());
    assertThat(callTool(client.refresh(refreshToken(tokens)))).isNotEmpty();
  }

  private static OAuthClient assistant() {
    return OAuthClient.registering(system.mcp(), "assistant", LOOPBACK, Clock.systemUTC());
  }

  private static Tokens signIn(OAuthClient client) {
    return client.signIn(
        new Browser(), Person.agreeing(Settings.DEMO_USER, system.settings().demoPassword()));
  }

  private static Secret refreshToken(Tokens tokens) {
    return requireNonNull(tokens.refreshToken());
  }

  /** What the server behind the gateway got as authorization. */
  private static String callTool(Tokens tokens) {
    try (McpSession session = McpSession.open(system.mcp(), tokens::accessToken)) {
      return session.callTool("tls-tool", Map.of());
    }
  }

  private static void assertRefused(Tokens tokens) {
    assertThatExceptionOfType(Unauthorized.class).isThrownBy(() -> callTool(tokens));
  }

  private static List<GrantRevoked> ended() {
    try (Topic tokens = system.topic(Topics.TOKENS)) {
      return tokens.values().stream()
          .map(new EventCodec()::decode)
          .flatMap(
              decoded ->
                  decoded instanceof Decoded.Known(GrantRevoked revoked)
                      ? Stream.of(revoked)
                      : Stream.empty())
          .toList();
    }
  }

  private static int status(SSLContext tls, URI service) throws IOException, InterruptedException {
    try (HttpClient caller = HttpClient.newBuilder().sslContext(tls).build()) {
      HttpRequest request = HttpRequest.newBuilder(service).timeout(PATIENCE).build();
      return caller.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
