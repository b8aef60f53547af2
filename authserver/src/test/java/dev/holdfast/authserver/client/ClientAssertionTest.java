package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.ClientHost;
import dev.holdfast.authserver.harness.ClientHost.Answer;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientAssertionTest {

  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final ECKey KEY = ecKey();
  private static final RSAKey RSA = rsaKey(2048);

  private final String client = register("\"jwks\": {\"keys\": [" + KEY.toPublicJWK() + "]}");

  static Stream<Arguments> soundClaims() {
    return Stream.of(
        Arguments.argumentSet("issuer as audience", change(claims -> claims)),
        Arguments.argumentSet(
            "token endpoint as audience",
            change(claims -> claims.audience(Server.issuer() + "/oauth2/token"))),
        Arguments.argumentSet(
            "both",
            change(
                claims ->
                    claims.audience(List.of(Server.issuer(), Server.issuer() + "/oauth2/token")))),
        Arguments.argumentSet("no iat", change(claims -> claims.issueTime(null))),
        Arguments.argumentSet("a clock a little ahead", change(claims -> claims.issueTime(in(20)))),
        Arguments.argumentSet(
            "just expired by a clock a little behind",
            change(claims -> claims.expirationTime(in(-10)))));
  }

  static Stream<Arguments> badClaims() {
    return Stream.of(
        Arguments.argumentSet("another issuer", change(claims -> claims.issuer("other"))),
        Arguments.argumentSet("another subject", change(claims -> claims.subject("other"))),
        Arguments.argumentSet("another audience", change(claims -> claims.audience("other"))),
        Arguments.argumentSet(
            "another audience too",
            change(claims -> claims.audience(List.of(Server.issuer(), "https://other.example")))),
        Arguments.argumentSet("no audience", change(claims -> claims.audience((String) null))),
        Arguments.argumentSet("no expiry", change(claims -> claims.expirationTime(null))),
        Arguments.argumentSet("expired", change(claims -> claims.expirationTime(in(-60)))),
        Arguments.argumentSet("far expiry", change(claims -> claims.expirationTime(in(3600)))),
        Arguments.argumentSet("future iat", change(claims -> claims.issueTime(in(60)))),
        Arguments.argumentSet("not yet", change(claims -> claims.notBeforeTime(in(60)))),
        Arguments.argumentSet("no id", change(claims -> claims.jwtID(null))));
  }

  @ParameterizedTest
  @MethodSource("soundClaims")
  void takesASoundAssertion(UnaryOperator<JWTClaimsSet.Builder> change) {
    assertThat(error(signed(KEY, change.apply(claims()).build()))).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  void refusesOneThatIsNotForUsNowOrByTheClientItself(UnaryOperator<JWTClaimsSet.Builder> change) {
    HttpResponse<String> answer = refresh(signed(KEY, change.apply(claims()).build()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_client");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void takesEachOnce() {
    String assertion = signed(KEY, claims().build());

    assertThat(error(assertion)).isEqualTo("invalid_grant");
    assertThat(error(assertion)).isEqualTo("invalid_client");
  }

  @Test
  void ofTwentyCallersWithOneAssertionOneIsHeard() {
    String assertion = signed(KEY, claims().build());

    List<String> errors = Races.values(Races.run(20, () -> error(assertion)));

    assertThat(errors).hasSize(20).containsOnly("invalid_grant", "invalid_client");
    assertThat(errors).filteredOn("invalid_grant"::equals).hasSize(1);
  }

  @Test
  void refusesAnotherKeyAndNoKeyAndAKeyMadeOfThePublicOne() throws JOSEException {
    assertThat(error(signed(ecKey(), claims().build()))).isEqualTo("invalid_client");
    assertThat(error(new PlainJWT(claims().build()).serialize())).isEqualTo("invalid_client");
    for (String secret : List.of(KEY.toPublicJWK().toString(), KEY.getX().toString().repeat(2))) {
      var signer = new MACSigner(secret.getBytes(StandardCharsets.UTF_8));
      assertThat(error(signed(JWSAlgorithm.HS256, signer, null, claims().build())))
          .isEqualTo("invalid_client");
    }
  }

  @Test
  void refusesATokenOfAnotherType() throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("logout+jwt")).build();
    var jwt = new SignedJWT(header, claims().build());
    jwt.sign(new ECDSASigner(KEY));

    assertThat(error(jwt.serialize())).isEqualTo("invalid_client");
  }

  @Test
  void theKeySaysTheAlgorithm() throws JOSEException {
    String pinned =
        register(
            "\"jwks\": {\"keys\": [%s]}"
                .formatted(
                    new RSAKey.Builder(RSA.toPublicJWK()).algorithm(JWSAlgorithm.PS256).build()));
    var claims = claims().issuer(pinned).subject(pinned);
    var signer = new RSASSASigner(RSA);

    assertThat(error(pinned, signed(JWSAlgorithm.RS256, signer, null, claims.build())))
        .isEqualTo("invalid_client");
    assertThat(error(pinned, signed(JWSAlgorithm.PS256, signer, null, claims.build())))
        .isEqualTo("invalid_grant");
  }

  @Test
  void soDoesTheRegistration() throws JOSEException {
    String pinned =
        register(
            "\"token_endpoint_auth_signing_alg\": \"PS512\", \"jwks\": {\"keys\": [%s]}"
                .formatted(RSA.toPublicJWK()));
    var claims = claims().issuer(pinned).subject(pinned);
    var signer = new RSASSASigner(RSA);

    assertThat(error(pinned, signed(JWSAlgorithm.PS256, signer, null, claims.build())))
        .isEqualTo("invalid_client");
    assertThat(error(pinned, signed(JWSAlgorithm.PS512, signer, null, claims.build())))
        .isEqualTo("invalid_grant");
  }

  @Test
  void findsKeysWhereTheClientPublishesThem() {
    try (var host = new ClientHost()) {
      host.put("/keys", Answer.json("{\"keys\": [" + KEY.toPublicJWK() + "]}"));
      String id = host.at("/client.json");
      host.put(
          "/client.json",
          Answer.json(
              """
              {"client_id": "%s", "client_name": "A", "redirect_uris": ["https://a.example/cb"],
               "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": "%s",
               "grant_types": ["authorization_code", "refresh_token"]}"""
                  .formatted(id, host.at("/keys"))));
      var claims = claims().issuer(id).subject(id);

      assertThat(error(id, signed(ecKey(), claims.build()))).isEqualTo("invalid_client");
      assertThat(error(id, signed(KEY, claims.build()))).isEqualTo("invalid_grant");
      assertThat(host.asked).hasValue(2);
    }
  }

  @RepeatedTest(3)
  void twentyFirstUsesOfPublishedKeysReadThemOnce() {
    try (var host = new ClientHost()) {
      host.put("/keys", Answer.json("{\"keys\": [" + KEY.toPublicJWK() + "]}"));
      String id = register("\"jwks_uri\": \"" + host.at("/keys") + '"');

      List<String> errors =
          Races.values(
              Races.run(
                  20,
                  () -> {
                    var claims = claims().issuer(id).subject(id).build();
                    return error(id, signed(KEY, claims));
                  }));

      assertThat(errors).hasSize(20).containsOnly("invalid_grant");
      assertThat(host.asked).hasValue(1);
    }
  }

  @Test
  void keysOutOfReachArePassingTrouble() {
    try (var host = new ClientHost()) {
      String id = register("\"jwks_uri\": \"https://localhost:%d/keys\"".formatted(host.port()));

      HttpResponse<String> answer =
          refresh(id, signed(KEY, claims().issuer(id).subject(id).build()));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "\"jwks\": {\"keys\": []}, \"jwks_uri\": \"https://a.example/keys\"",
        "\"jwks\": {\"keys\": [{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}]}",
        "\"jwks_uri\": \"http://a.example/keys\"",
        "\"jwks_uri\": \"https://u@a.example/keys\"",
        "\"jwks\": 7",
      })
  void registersNoKeysThatProveNothing(String keys) {
    HttpResponse<String> answer = registration(keys);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_client_metadata");
  }

  @Test
  void registersNoPrivateAndNoShortKeys() {
    for (String key : List.of(KEY.toString(), rsaKey(1024).toPublicJWK().toString())) {
      HttpResponse<String> answer = registration("\"jwks\": {\"keys\": [" + key + "]}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }
  }

  @Test
  void aClientHasOneMethodOnly() {
    HttpResponse<String> registered =
        OAuthClient.post(
            "/oauth2/register",
            "application/json",
            """
            {"redirect_uris": ["https://a.example/cb"],
             "grant_types": ["authorization_code", "refresh_token"],
             "jwks": {"keys": [%s]}}"""
                .formatted(KEY.toPublicJWK()),
            "");
    String id = OAuthClient.string(registered, "client_id");
    String secret = OAuthClient.string(registered, "client_secret");
    String basic = OAuthClient.basic(id, secret);
    String form = "grant_type=refresh_token&refresh_token=x";
    String post = form + "&client_id=" + id + "&client_secret=" + secret;

    assertThat(token(form, basic)).isEqualTo("invalid_grant");
    assertThat(token(form + "&client_id=" + id, basic)).isEqualTo("invalid_grant");
    assertThat(token(form + "&client_id=console", basic)).isEqualTo("invalid_client");
    assertThat(token(post, "")).isEqualTo("invalid_client");
    assertThat(token(post, basic)).isEqualTo("invalid_client");
    assertThat(token(form + "&client_id=" + id, "")).isEqualTo("invalid_client");
    assertThat(error(id, signed(KEY, claims().issuer(id).subject(id).build())))
        .isEqualTo("invalid_client");
    assertThat(token(form + "&client_id=" + client, "")).isEqualTo("invalid_client");
  }

  @Test
  void provesTheClientAtTheRevocationEndpointToo() {
    Map<String, String> form = form(client, signed(KEY, claims().build()));
    form.put("token", "unheard-of");

    assertThat(revoke(form).statusCode()).isEqualTo(200);
    assertThat(revoke(form).statusCode()).isEqualTo(401);
  }

  @Test
  void saysWhatItTakes() {
    HttpResponse<String> metadata =
        OAuthClient.send("GET", "/.well-known/openid-configuration", "", "", "");

    assertThat(OAuthClient.json(metadata).get("token_endpoint_auth_methods_supported"))
        .asString()
        .contains("none", "client_secret_basic", "client_secret_post", "private_key_jwt");
    assertThat(OAuthClient.json(metadata).get("token_endpoint_auth_signing_alg_values_supported"))
        .asString()
        .contains("ES256", "PS256", "RS256")
        .doesNotContain("HS", "none");
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(client)
        .subject(client)
        .audience(Server.issuer())
        .issueTime(in(0))
        .expirationTime(in(60))
        .jwtID(UUID.randomUUID().toString());
  }

  private String error(String assertion) {
    return error(client, assertion);
  }

  private static String error(String client, String assertion) {
    return OAuthClient.string(refresh(client, assertion), "error");
  }

  private HttpResponse<String> refresh(String assertion) {
    return refresh(client, assertion);
  }

  private static HttpResponse<String> refresh(String client, String assertion) {
    Map<String, String> form = form(client, assertion);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", "unheard-of");
    return OAuthClient.token(form);
  }

  private static Map<String, String> form(String client, String assertion) {
    Map<String, String> form = new HashMap<>();
    form.put("client_id", client);
    form.put("client_assertion_type", TYPE);
    form.put("client_assertion", assertion);
    return form;
  }

  private static HttpResponse<String> revoke(Map<String, String> form) {
    return OAuthClient.post(
        "/oauth2/revoke", "application/x-www-form-urlencoded", Browser.encode(form), "");
  }

  private static String token(String form, String authorization) {
    return OAuthClient.string(
        OAuthClient.post("/oauth2/token", "application/x-www-form-urlencoded", form, authorization),
        "error");
  }

  private static String register(String keys) {
    HttpResponse<String> answer = registration(keys);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(OAuthClient.json(answer)).doesNotContainKey("client_secret");
    return OAuthClient.string(answer, "client_id");
  }

  private static HttpResponse<String> registration(String keys) {
    return OAuthClient.post(
        "/oauth2/register",
        "application/json",
        """
        {"redirect_uris": ["https://a.example/cb"], "client_name": "Assertive",
         "grant_types": ["authorization_code", "refresh_token"],
         "token_endpoint_auth_method": "private_key_jwt"%s}"""
            .formatted(keys.isEmpty() ? "" : ", " + keys),
        "");
  }

  private static String signed(ECKey key, JWTClaimsSet claims) {
    try {
      return signed(JWSAlgorithm.ES256, new ECDSASigner(key), key.getKeyID(), claims);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(
      JWSAlgorithm algorithm, JWSSigner signer, @Nullable String kid, JWTClaimsSet claims) {
    var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  private static UnaryOperator<JWTClaimsSet.Builder> change(
      UnaryOperator<JWTClaimsSet.Builder> change) {
    return change;
  }

  private static Date in(long seconds) {
    Instant now = InstantSource.system().instant();
    return Date.from(now.plus(Duration.ofSeconds(seconds)));
  }

  private static ECKey ecKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static RSAKey rsaKey(int bits) {
    try {
      return new RSAKeyGenerator(bits, true).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
