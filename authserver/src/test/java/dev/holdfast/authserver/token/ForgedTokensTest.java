package dev.holdfast.authserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our own access tokens, made by somebody else (RFC 8725, sections 2.1 and 3.1). */
class ForgedTokensTest {

  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  private final CodeFlow flow = new CodeFlow(Server.issuer());
  private final String genuine = OAuthClient.string(CodeFlow.tokens(), "access_token");

  @Test
  void theGenuineOneIsBelieved() {
    assertThat(believed(genuine)).isTrue();
  }

  @Test
  void oneWithoutASignatureIsNot() throws ParseException {
    var header = new PlainHeader.Builder().type(ACCESS_TOKEN).build();
    String plain = new PlainJWT(header, parsed().getJWTClaimsSet()).serialize();

    assertThat(believed(plain)).isFalse();
    assertThat(believed(genuine.substring(0, genuine.lastIndexOf('.') + 1))).isFalse();
  }

  @Test
  void oneUnderAKeyMadeOfThePublicOneIsNot() throws Exception {
    ECKey published = published();
    for (byte[] secret :
        new byte[][] {
          published.toECPublicKey().getEncoded(),
          published.toJSONString().getBytes(StandardCharsets.UTF_8),
        }) {
      assertThat(believed(signed(JWSAlgorithm.HS256, new MACSigner(secret)))).isFalse();
    }
  }

  @Test
  void oneUnderAnotherKeyOfTheSameNameIsNot() throws JOSEException, ParseException {
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID(parsed().getHeader().getKeyID()).generate();

    assertThat(believed(signed(JWSAlgorithm.ES256, new ECDSASigner(other)))).isFalse();
  }

  @Test
  void oneThatWasChangedIsNot() throws ParseException {
    SignedJWT token = parsed();
    var more =
        new JWTClaimsSet.Builder(token.getJWTClaimsSet())
            .claim("scope", "openid profile users:admin")
            .build();
    String changed =
        token.getHeader().toBase64URL()
            + "."
            + more.toPayload().toBase64URL()
            + "."
            + token.getSignature();

    assertThat(believed(changed)).isFalse();
  }

  private String signed(JWSAlgorithm algorithm, JWSSigner signer)
      throws JOSEException, ParseException {
    var header =
        new JWSHeader.Builder(algorithm)
            .type(ACCESS_TOKEN)
            .keyID(parsed().getHeader().getKeyID())
            .build();
    var jwt = new SignedJWT(header, parsed().getJWTClaimsSet());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private SignedJWT parsed() throws ParseException {
    return SignedJWT.parse(genuine);
  }

  private ECKey published() throws ParseException {
    JWK key =
        JWKSet.parse(flow.get("/oauth2/jwks").body())
            .getKeyByKeyId(parsed().getHeader().getKeyID());
    return key.toECKey();
  }

  /** Everybody here who takes a token agrees. */
  private boolean believed(String token) {
    boolean shown =
        flow.post("/userinfo", Map.of(), "Authorization", "Bearer " + token).statusCode() == 200;
    Object active =
        OAuthClient.json(
                flow.post(
                    "/oauth2/introspect",
                    Map.of("token", token),
                    "Authorization",
                    OAuthClient.basic("broker", "broker-secret")))
            .get("active");
    boolean exchanged =
        flow.post(
                    "/oauth2/token",
                    Map.of(
                        "grant_type",
                        Server.EXCHANGE,
                        "subject_token",
                        token,
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token"),
                    "Authorization",
                    OAuthClient.basic("mirror", "mirror-secret"))
                .statusCode()
            == 200;
    assertThat(active).isEqualTo(shown);
    assertThat(exchanged).isEqualTo(shown);
    return shown;
  }
}
