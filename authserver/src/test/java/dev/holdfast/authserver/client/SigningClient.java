package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client that proves itself with signed assertions. */
record SigningClient(String id) {

  static final ECKey KEY = ecKey();

  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** One that registers itself with these members, which say where its keys are. */
  static SigningClient register(String keys) {
    HttpResponse<String> answer = registration(keys);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(OAuthClient.json(answer)).doesNotContainKey("client_secret");
    return new SigningClient(OAuthClient.string(answer, "client_id"));
  }

  static HttpResponse<String> registration(String keys) {
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

  /** Sound claims of an assertion; change one for a bad assertion. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(id)
        .subject(id)
        .audience(Server.issuer())
        .issueTime(in(0))
        .expirationTime(in(60))
        .jwtID(UUID.randomUUID().toString());
  }

  /** What the token endpoint says to a refresh: {@code invalid_grant} if the client is believed. */
  String error(String assertion) {
    return OAuthClient.string(refresh(assertion), "error");
  }

  HttpResponse<String> refresh(String assertion) {
    Map<String, String> form = form(assertion);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", "unheard-of");
    return OAuthClient.token(form);
  }

  Map<String, String> form(String assertion) {
    Map<String, String> form = new HashMap<>();
    form.put("client_id", id);
    form.put("client_assertion_type", TYPE);
    form.put("client_assertion", assertion);
    return form;
  }

  static String signed(ECKey key, JWTClaimsSet claims) {
    try {
      return signed(JWSAlgorithm.ES256, new ECDSASigner(key), key.getKeyID(), claims);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String signed(
      JWSAlgorithm algorithm, JWSSigner signer, @Nullable String kid, JWTClaimsSet claims) {
    var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  static Date in(long seconds) {
    Instant now = InstantSource.system().instant();
    return Date.from(now.plus(Duration.ofSeconds(seconds)));
  }

  static ECKey ecKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
