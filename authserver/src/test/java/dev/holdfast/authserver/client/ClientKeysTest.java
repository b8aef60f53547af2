package dev.holdfast.authserver.client;

import static dev.holdfast.authserver.client.SigningClient.KEY;
import static dev.holdfast.authserver.client.SigningClient.ecKey;
import static dev.holdfast.authserver.client.SigningClient.register;
import static dev.holdfast.authserver.client.SigningClient.registration;
import static dev.holdfast.authserver.client.SigningClient.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.holdfast.authserver.harness.ClientHost;
import dev.holdfast.authserver.harness.ClientHost.Answer;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys that a client says are its own. */
class ClientKeysTest {

  private static final RSAKey RSA = rsaKey(2048);

  @Test
  void theKeySaysTheAlgorithm() throws JOSEException {
    var pinned =
        register(
            "\"jwks\": {\"keys\": [%s]}"
                .formatted(
                    new RSAKey.Builder(RSA.toPublicJWK()).algorithm(JWSAlgorithm.PS256).build()));
    var claims = pinned.claims();
    var signer = new RSASSASigner(RSA);

    assertThat(pinned.error(signed(JWSAlgorithm.RS256, signer, null, claims.build())))
        .isEqualTo("invalid_client");
    assertThat(pinned.error(signed(JWSAlgorithm.PS256, signer, null, claims.build())))
        .isEqualTo("invalid_grant");
  }

  @Test
  void soDoesTheRegistration() throws JOSEException {
    var pinned =
        register(
            "\"token_endpoint_auth_signing_alg\": \"PS512\", \"jwks\": {\"keys\": [%s]}"
                .formatted(RSA.toPublicJWK()));
    var claims = pinned.claims();
    var signer = new RSASSASigner(RSA);

    assertThat(pinned.error(signed(JWSAlgorithm.PS256, signer, null, claims.build())))
        .isEqualTo("invalid_client");
    assertThat(pinned.error(signed(JWSAlgorithm.PS512, signer, null, claims.build())))
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
      var client = new SigningClient(id);
      var claims = client.claims();

      assertThat(client.error(signed(ecKey(), claims.build()))).isEqualTo("invalid_client");
      assertThat(client.error(signed(KEY, claims.build()))).isEqualTo("invalid_grant");
      assertThat(host.asked).hasValue(2);
    }
  }

  @RepeatedTest(3)
  void twentyFirstUsesOfPublishedKeysReadThemOnce() {
    try (var host = new ClientHost()) {
      host.put("/keys", Answer.json("{\"keys\": [" + KEY.toPublicJWK() + "]}"));
      var client = register("\"jwks_uri\": \"" + host.at("/keys") + '"');

      List<String> errors =
          Races.values(
              Races.run(
                  20,
                  () -> {
                    var claims = client.claims().build();
                    return client.error(signed(KEY, claims));
                  }));

      assertThat(errors).hasSize(20).containsOnly("invalid_grant");
      assertThat(host.asked).hasValue(1);
    }
  }

  @Test
  void keysOutOfReachArePassingTrouble() {
    try (var host = new ClientHost()) {
      var client = register("\"jwks_uri\": \"https://localhost:%d/keys\"".formatted(host.port()));

      HttpResponse<String> answer = client.refresh(signed(KEY, client.claims().build()));

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

  private static RSAKey rsaKey(int bits) {
    try {
      return new RSAKeyGenerator(bits, true).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
