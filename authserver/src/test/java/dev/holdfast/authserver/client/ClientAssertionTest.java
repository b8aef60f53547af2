package dev.holdfast.authserver.client;

import static dev.holdfast.authserver.client.SigningClient.KEY;
import static dev.holdfast.authserver.client.SigningClient.ecKey;
import static dev.holdfast.authserver.client.SigningClient.in;
import static dev.holdfast.authserver.client.SigningClient.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What proves a client: RFC 7523, section 3. */
class ClientAssertionTest {

  private final SigningClient client =
      SigningClient.register("\"jwks\": {\"keys\": [" + KEY.toPublicJWK() + "]}");

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
    assertThat(client.error(signed(KEY, change.apply(client.claims()).build())))
        .isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  void refusesOneThatIsNotForUsNowOrByTheClientItself(UnaryOperator<JWTClaimsSet.Builder> change) {
    HttpResponse<String> answer =
        client.refresh(signed(KEY, change.apply(client.claims()).build()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_client");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void takesEachOnce() {
    String assertion = signed(KEY, client.claims().build());

    assertThat(client.error(assertion)).isEqualTo("invalid_grant");
    assertThat(client.error(assertion)).isEqualTo("invalid_client");
  }

  @Test
  void ofTwentyCallersWithOneAssertionOneIsHeard() {
    String assertion = signed(KEY, client.claims().build());

    List<String> errors = Races.values(Races.run(20, () -> client.error(assertion)));

    assertThat(errors).hasSize(20).containsOnly("invalid_grant", "invalid_client");
    assertThat(errors).filteredOn("invalid_grant"::equals).hasSize(1);
  }

  @Test
  void refusesAnotherKeyAndNoKeyAndAKeyMadeOfThePublicOne() throws JOSEException {
    assertThat(client.error(signed(ecKey(), client.claims().build()))).isEqualTo("invalid_client");
    assertThat(client.error(new PlainJWT(client.claims().build()).serialize()))
        .isEqualTo("invalid_client");
    for (String secret : List.of(KEY.toPublicJWK().toString(), KEY.getX().toString().repeat(2))) {
      var signer = new MACSigner(secret.getBytes(StandardCharsets.UTF_8));
      assertThat(client.error(signed(JWSAlgorithm.HS256, signer, null, client.claims().build())))
          .isEqualTo("invalid_client");
    }
  }

  /** What MCP recommends to machines: client credentials by private_key_jwt. */
  @Test
  void getsATokenForItself() {
    String id = "robot-" + UUID.randomUUID();
    String setting = "holdfast.authserver.clients." + id;
    Map<String, Object> settings =
        Map.of(
            setting + ".jwks",
            "{\"keys\": [" + KEY.toPublicJWK() + "]}",
            setting + ".grant-types",
            "client_credentials",
            setting + ".scopes",
            "openid",
            setting + ".resources",
            Server.API);
    try (Replica replica = Replica.with(settings)) {
      var robot = new SigningClient(id);
      Map<String, String> form = robot.form(signed(KEY, robot.claims().build()));
      form.put("grant_type", "client_credentials");
      HttpResponse<String> answer = replica.post("/oauth2/token", form);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(OAuthClient.json(answer)).doesNotContainKey("refresh_token");
      JWTClaimsSet claims = OAuthClient.claims(OAuthClient.string(answer, "access_token"));
      assertThat(claims.getSubject()).isEqualTo(id);
      assertThat(claims.getAudience()).containsExactly(Server.API);
      assertThat(replica.post("/oauth2/token", form).statusCode()).as("again").isEqualTo(401);
      form.putAll(robot.form(signed(ecKey(), robot.claims().build())));
      assertThat(replica.post("/oauth2/token", form).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void refusesATokenOfAnotherType() throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("logout+jwt")).build();
    var jwt = new SignedJWT(header, client.claims().build());
    jwt.sign(new ECDSASigner(KEY));

    assertThat(client.error(jwt.serialize())).isEqualTo("invalid_client");
  }

  @Test
  void aClientHasOneMethodOnly() {
    HttpResponse<String> answer =
        OAuthClient.post(
            "/oauth2/register",
            "application/json",
            """
            {"redirect_uris": ["https://a.example/cb"],
             "grant_types": ["authorization_code", "refresh_token"],
             "jwks": {"keys": [%s]}}\
            """
                .formatted(KEY.toPublicJWK()),
            "");
    String id = OAuthClient.string(answer, "client_id");
    var registered = new SigningClient(id);
    String secret = OAuthClient.string(answer, "client_secret");
    String basic = OAuthClient.basic(id, secret);
    String form = "grant_type=refresh_token&refresh_token=x";
    String post = form + "&client_id=" + id + "&client_secret=" + secret;

    assertThat(token(form, basic)).isEqualTo("invalid_grant");
    assertThat(token(form + "&client_id=" + id, basic)).isEqualTo("invalid_grant");
    assertThat(token(form + "&client_id=console", basic)).isEqualTo("invalid_client");
    assertThat(token(post, "")).isEqualTo("invalid_client");
    assertThat(token(post, basic)).isEqualTo("invalid_client");
    assertThat(token(form + "&client_id=" + id, "")).isEqualTo("invalid_client");
    assertThat(registered.error(signed(KEY, registered.claims().build())))
        .isEqualTo("invalid_client");
    assertThat(token(form + "&client_id=" + client.id(), "")).isEqualTo("invalid_client");
  }

  @Test
  void provesTheClientAtTheRevocationEndpointToo() {
    Map<String, String> form = client.form(signed(KEY, client.claims().build()));
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

  private static HttpResponse<String> revoke(Map<String, String> form) {
    return OAuthClient.post(
        "/oauth2/revoke", "application/x-www-form-urlencoded", Browser.encode(form), "");
  }

  private static String token(String form, String authorization) {
    return OAuthClient.string(
        OAuthClient.post("/oauth2/token", "application/x-www-form-urlencoded", form, authorization),
        "error");
  }

  private static UnaryOperator<JWTClaimsSet.Builder> change(
      UnaryOperator<JWTClaimsSet.Builder> change) {
    return change;
  }
}
