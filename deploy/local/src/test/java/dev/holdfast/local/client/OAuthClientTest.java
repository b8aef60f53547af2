package dev.holdfast.local.client;

import static dev.holdfast.local.client.FakeServers.PASSWORD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.Person.Decision;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthClientTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final URI CALLBACK = URI.create("http://127.0.0.1:1/callback");
  private static final Person ADA = Person.agreeing("ada", Secret.of(PASSWORD));

  private FakeServers servers;

  @BeforeEach
  void start() throws IOException {
    servers = new FakeServers();
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void fromAnMcpAddressAloneToTokens() {
    OAuthClient client = register();
    Tokens tokens = client.signIn(new Browser(), ADA);
    assertThat(tokens)
        .isEqualTo(new Tokens(Secret.of("at-1"), Secret.of("rt-1"), NOW.plusSeconds(300)));
    assertThat(servers.registrations.getFirst())
        .contains("\"token_endpoint_auth_method\":\"none\"", "\"application_type\":\"native\"");
    assertThat(servers.tokenRequests.getFirst())
        .containsEntry("resource", servers.mcp().toString())
        .containsEntry("client_id", "dyn-1")
        .containsEntry("redirect_uri", CALLBACK.toString());
  }

  @Test
  void refreshSendsTheResourceAndBringsTheNextPair() {
    Tokens tokens = register().refresh(Secret.of("rt-0"));
    assertThat(tokens.refreshToken()).isEqualTo(Secret.of("rt-1"));
    assertThat(servers.tokenRequests.getFirst())
        .containsAllEntriesOf(
            Map.of(
                "grant_type", "refresh_token",
                "refresh_token", "rt-0",
                "resource", servers.mcp().toString()));
  }

  @Test
  void aConfidentialClientProvesItself() {
    var known = new RegisteredClient(new ClientID("conf"), Secret.of("s3cret"), CALLBACK);
    OAuthClient client = OAuthClient.registered(servers.mcp(), known, CLOCK);
    client.signIn(new Browser(), ADA);
    String basic = Base64.getEncoder().encodeToString("conf:s3cret".getBytes(UTF_8));
    assertThat(servers.tokenRequests.getFirst()).containsEntry("Authorization", "Basic " + basic);
    assertThat(servers.registrations).isEmpty();
    assertThat(known.toString()).doesNotContain("s3cret");
  }

  @Test
  void aRefusedGrantAndPassingTroubleAreToldApart() {
    OAuthClient client = register();
    Secret stale = Secret.of("stale");
    OAuthRefusal refusal = catchThrowableOfType(OAuthRefusal.class, () -> client.refresh(stale));
    assertThat(refusal.error()).isEqualTo("invalid_grant");
    assertThat(refusal.status()).isEqualTo(400);
    servers.overrides.put("token-status", "503");
    OAuthRefusal trouble = catchThrowableOfType(OAuthRefusal.class, () -> client.refresh(stale));
    assertThat(trouble.error()).isEmpty();
    assertThat(trouble.status()).isEqualTo(503);
  }

  @Test
  void aCodeWithAnotherAttemptsVerifierIsRefused() {
    OAuthClient client = register();
    AuthorizationAttempt ours = client.attempt();
    URI redirected = ADA.walk(new Browser(), ours.uri(), CALLBACK);
    AuthorizationCode code = ours.code(redirected);
    AuthorizationAttempt other = client.attempt();
    assertThatThrownBy(() -> client.redeem(other, code)).isInstanceOf(OAuthRefusal.class);
    assertThatThrownBy(() -> other.code(redirected))
        .isInstanceOf(UnexpectedAnswer.class)
        .hasMessageContaining("state");
  }

  @ParameterizedTest
  @CsvSource({"state,foreign", "iss,https://evil.test", "iss,''"})
  void aForeignAnswerIsNotRedeemed(String parameter, String value) {
    servers.overrides.put(parameter, value);
    OAuthClient client = register();
    assertThatThrownBy(() -> client.signIn(new Browser(), ADA))
        .isInstanceOf(UnexpectedAnswer.class);
    assertThat(servers.tokenRequests).isEmpty();
  }

  @Test
  void aPersonWhoDeniesGetsNoToken() {
    Person nay = new Person("ada", Secret.of(PASSWORD), Decision.DENY);
    OAuthClient client = register();
    OAuthRefusal refusal =
        catchThrowableOfType(OAuthRefusal.class, () -> client.signIn(new Browser(), nay));
    assertThat(refusal.error()).isEqualTo("access_denied");
  }

  @Test
  void aWrongPasswordEndsTheWalk() {
    Person stranger = Person.agreeing("ada", Secret.of("guess"));
    OAuthClient client = register();
    assertThatThrownBy(() -> client.signIn(new Browser(), stranger))
        .isInstanceOf(UnexpectedAnswer.class)
        .hasMessageContaining("Sign-in refused")
        .hasMessageNotContaining("guess");
  }

  @ParameterizedTest
  @CsvSource({
    "challenge,none",
    "resource,http://127.0.0.1:1/mcp/other",
    "metadata-issuer,https://evil.test",
    "pkce,plain"
  })
  void discoveryStopsAtTheFirstLie(String what, String lie) {
    servers.overrides.put(what, lie);
    assertThatThrownBy(this::register).isInstanceOf(UnexpectedAnswer.class);
    assertThat(servers.registrations).isEmpty();
  }

  @Test
  void aRefusedRegistrationSaysWhy() {
    servers.overrides.put("registration-error", "yes");
    OAuthRefusal refusal = catchThrowableOfType(OAuthRefusal.class, this::register);
    assertThat(refusal.error()).isEqualTo("invalid_client_metadata");
  }

  private OAuthClient register() {
    return OAuthClient.registering(servers.mcp(), "A test client", CALLBACK, CLOCK);
  }
}
