package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.ProviderAnswer.Granted;
import dev.holdfast.token.connections.ProviderAnswer.NotAsked;
import dev.holdfast.token.connections.ProviderAnswer.Refused;
import dev.holdfast.token.connections.ProviderAnswer.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to providers of all sorts, and what is made of their answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvidersTest {

  private static final Secret VERIFIER = Secret.of("v".repeat(43));
  private static final Secret CODE = Secret.of("the-code");
  private static final Secret REFRESH = Secret.of("the-refresh-token");

  private final StubProvider stub = new StubProvider();
  private final StubProvider oidc = new StubProvider();
  private final StubProvider troubled = new StubProvider();
  private TokenServer server;
  private ECKey key;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException, JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID("ours").generate();
    Path file = Files.writeString(directory.resolve("key.json"), key.toJSONString());
    oidc.describeAt("/.well-known/openid-configuration", "");
    Map<String, Object> settings = ProviderSorts.of(stub, file);
    settings.putAll(oidc.settings("oidc", Map.of()));
    settings.putAll(troubled.settings("troubled", Map.of("timeout", "500ms", "max-calls", "2")));
    server = TokenServer.start(directory.resolve("keys"), settings);
  }

  @AfterAll
  void stop() {
    server.close();
    stub.close();
    oidc.close();
    troubled.close();
  }

  @BeforeEach
  void setUp() {
    List.of(stub, oidc, troubled).forEach(ProvidersTest::reset);
    server.clock().advance(Duration.ofMinutes(1));
  }

  private static void reset(StubProvider provider) {
    provider.recover();
    provider.tokenRequests().clear();
    provider.authorizations().clear();
  }

  @Test
  void secretIsPresentedAsConfigured() {
    assertThat(provider("demo").refresh(REFRESH)).isInstanceOf(Granted.class);
    assertThat(stub.authorizations()).singleElement().asString().startsWith("Basic ");
    assertThat(stub.tokenRequests()).singleElement().asString().doesNotContain("a-secret");

    reset(stub);
    assertThat(provider("post").refresh(REFRESH)).isInstanceOf(Granted.class);
    assertThat(stub.authorizations()).containsExactly("");
    assertThat(sent())
        .containsEntry("client_secret", "a-secret")
        .containsEntry("client_id", "holdfast");

    reset(stub);
    assertThat(provider("public").redeem(CODE, VERIFIER)).isInstanceOf(Granted.class);
    assertThat(stub.authorizations()).containsExactly("");
    assertThat(sent()).containsEntry("client_id", "holdfast").doesNotContainKey("client_secret");
  }

  @Test
  void assertionIsSignedForTheIssuerAndLivesShortly() throws ParseException, JOSEException {
    assertThat(provider("jwt").refresh(REFRESH)).isInstanceOf(Granted.class);

    SignedJWT assertion = SignedJWT.parse(sent().get("client_assertion"));
    assertThat(assertion.verify(new ECDSAVerifier(key.toPublicJWK()))).isTrue();
    assertThat(assertion.getHeader().getKeyID()).isEqualTo("ours");
    var claims = assertion.getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly(stub.issuer());
    assertThat(List.of(claims.getIssuer(), claims.getSubject())).containsOnly("holdfast");
    assertThat(claims.getJWTID()).isNotEmpty();
    assertThat(claims.getExpirationTime().toInstant())
        .isBetween(
            server.clock().instant().plusSeconds(58), server.clock().instant().plusSeconds(60));
  }

  @Test
  void furtherParametersAndResourcesAreSent() {
    var asked = parameters(provider("more").authorizationUri("the-state", VERIFIER).getRawQuery());
    assertThat(asked)
        .containsEntry("access_type", "offline")
        .containsEntry("prompt", "consent")
        .containsEntry("resource", "https://api.example/")
        .containsEntry("scope", "openid profile")
        .containsEntry("state", "the-state");

    assertThat(provider("more").redeem(CODE, VERIFIER)).isInstanceOf(Granted.class);
    assertThat(sent())
        .containsEntry("audience", "https://api.example/")
        .containsEntry("resource", "https://api.example/");
  }

  @Test
  void endpointsAreDiscoveredEitherWayOrGiven() {
    assertThat(provider("oidc").authorizationUri("s", VERIFIER).toString())
        .startsWith(oidc.issuer() + "/authorize?");
    assertThat(provider("explicit").authorizationUri("s", VERIFIER).toString())
        .startsWith("https://a.example/auth?")
        .contains("x=1", "client_id=holdfast");
    assertThat(provider("explicit").refresh(REFRESH)).isInstanceOf(Granted.class);
    assertThat(provider("explicit").isAnswerOf(null)).isTrue();
    assertThat(provider("explicit").isAnswerOf("https://a.example")).isFalse();
    assertThat(provider("demo").isAnswerOf(null)).isFalse();
    assertThat(provider("demo").isAnswerOf(stub.issuer())).isTrue();
  }

  @Test
  void metadataIsKeptAskedForAgainAndOutlivesAnOutage() {
    Provider provider = provider("oidc");
    URI before = provider.authorizationUri("s", VERIFIER);
    int known = oidc.described();
    provider.authorizationUri("s", VERIFIER);
    assertThat(oidc.described()).isEqualTo(known);

    server.clock().advance(Duration.ofHours(1));
    oidc.describeAt("/nowhere", "");
    assertThat(provider.authorizationUri("s", VERIFIER).getPath()).isEqualTo(before.getPath());
    assertThat(oidc.described()).isGreaterThan(known);
    int failed = oidc.described();
    provider.authorizationUri("s", VERIFIER);
    assertThat(oidc.described()).isEqualTo(failed);

    server.clock().advance(Duration.ofSeconds(5));
    oidc.describeAt("/.well-known/openid-configuration", "");
    provider.authorizationUri("s", VERIFIER);
    assertThat(oidc.described()).isGreaterThan(failed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'access_token':'a','token_type':'bearer'}                           | false | 3600 | ",
        "{'access_token':'a','token_type':'Bearer','expires_in':0}            | false | 3600 | ",
        "{'access_token':'a','token_type':'Bearer','expires_in':'60'}         | false | 60 | ",
        "{'access_token':'a','token_type':'Bearer','expires_in':99999999999}  | false | 315360000 | ",
        "{'access_token':'a','token_type':'Bearer','refresh_token':'r','scope':'openid'} | true | 3600 | openid",
      })
  void incompleteAnswersAreTakenAsTheyAre(
      String body, boolean refresh, long lifetime, String scope) {
    stub.answer(200, "application/json", body.replace('\'', '"'));

    assertThat(provider("more").refresh(REFRESH))
        .isInstanceOfSatisfying(
            Granted.class,
            granted -> {
              assertThat(granted.tokens().refreshToken() != null).isEqualTo(refresh);
              assertThat(granted.tokens().lifetime()).isEqualTo(Duration.ofSeconds(lifetime));
              assertThat(Optional.ofNullable(granted.tokens().scopes()).map(Object::toString))
                  .isEqualTo(Optional.ofNullable(scope).map(name -> "[" + name + "]"));
            });
  }

  @Test
  void tokenOfUnsaidLifetimeLivesOnIfNothingIsAssumed() {
    stub.answer(200, "application/json", "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");
    assertThat(provider("demo").refresh(REFRESH))
        .isEqualTo(new Granted(new ProviderTokens(Secret.of("a"), null, null)));
  }

  @Test
  void timeToComeBackIsReadAsSecondsOrDate() {
    var later = server.clock().instant().plusSeconds(90).atOffset(ZoneOffset.UTC);
    assertThat(waitFor("17")).hasValue(Duration.ofSeconds(17));
    assertThat(waitFor("999999")).hasValue(Duration.ofHours(1));
    assertThat(waitFor("soon")).isEmpty();
    assertThat(waitFor("-1")).isEmpty();
    assertThat(waitFor(DateTimeFormatter.RFC_1123_DATE_TIME.format(later)))
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(88), Duration.ofSeconds(90)));
  }

  private Optional<Duration> waitFor(String retryAfter) {
    stub.retryAfter(retryAfter);
    var answer = (Unavailable) provider("demo").refresh(REFRESH);
    stub.recover();
    assertThat(provider("demo").refresh(REFRESH)).isInstanceOf(Granted.class);
    return answer.retryAfter();
  }

  @Test
  void failingProviderIsLeftAloneByEverybodyForAWhile() {
    Provider provider = provider("troubled");
    for (int call = 0; call < 20; call++) {
      provider.refresh(REFRESH);
    }
    troubled.tokenRequests().clear();
    troubled.fail(500, "");
    while (!(provider.refresh(REFRESH) instanceof NotAsked)) {
      assertThat(troubled.tokenRequests()).hasSizeLessThanOrEqualTo(20);
    }
    int asked = troubled.tokenRequests().size();
    assertThat(asked).isGreaterThanOrEqualTo(10);
    assertThat(provider.refresh(REFRESH)).isEqualTo(new NotAsked(Duration.ofSeconds(30)));
    assertThat(troubled.tokenRequests()).hasSize(asked);
    // The others have nothing to do with it.
    assertThat(provider("demo").refresh(REFRESH)).isInstanceOf(Granted.class);

    troubled.recover();
    server.clock().advance(Duration.ofSeconds(31));
    assertThat(provider.refresh(REFRESH)).isInstanceOf(Granted.class);
    assertThat(provider.refresh(REFRESH)).isInstanceOf(Granted.class);
    assertThat(provider.refresh(REFRESH)).isInstanceOf(Granted.class);
    assertThat(provider.refresh(REFRESH)).isInstanceOf(Granted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid_grant",
        "interaction_required",
        "consent_required",
        "login_required",
        "bad_refresh_token",
        "invalid_refresh_token",
        "token_revoked",
        "gone_for_good"
      })
  void deadGrantIsToldByManyCodes(String error) {
    // Some answer errors with status 200.
    for (int status : new int[] {200, 400}) {
      stub.answer(status, "application/json", "{\"error\":\"%s\"}".formatted(error));
      assertThat(provider("more").refresh(REFRESH)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void refusalsThatNobodyKnowsAreTroubleOfOneUserOnly() {
    stub.answer(400, "application/json", "{\"error\":\"gone_for_good\"}");
    for (int call = 0; call < 30; call++) {
      assertThat(provider("demo").refresh(REFRESH)).isInstanceOf(Unavailable.class);
    }
    stub.recover();

    assertThat(provider("demo").refresh(REFRESH)).isInstanceOf(Granted.class);
  }

  private Provider provider(String name) {
    return server.get(Providers.class).named(name).orElseThrow();
  }

  /** What the last token request said. */
  private Map<String, String> sent() {
    return parameters(stub.tokenRequests().getLast());
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> single = new HashMap<>();
    URLUtils.parseParameters(query).forEach((name, values) -> single.put(name, values.getFirst()));
    return single;
  }
}
