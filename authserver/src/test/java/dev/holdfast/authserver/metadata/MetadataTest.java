package dev.holdfast.authserver.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the metadata says is what the server does. */
class MetadataTest {

  private static final List<String> GRANTS =
      List.of(
          "authorization_code",
          "refresh_token",
          "client_credentials",
          "password",
          "implicit",
          "urn:ietf:params:oauth:grant-type:device_code",
          "urn:ietf:params:oauth:grant-type:token-exchange",
          "urn:ietf:params:oauth:grant-type:jwt-bearer",
          "urn:ietf:params:oauth:grant-type:saml2-bearer",
          "urn:openid:params:grant-type:ciba");

  private static final List<String> METHODS =
      List.of(
          "none",
          "client_secret_basic",
          "client_secret_post",
          "client_secret_jwt",
          "private_key_jwt",
          "tls_client_auth");

  private final CodeFlow flow = new CodeFlow(Server.issuer());
  private final Map<String, Object> metadata =
      OAuthClient.json(flow.get("/.well-known/oauth-authorization-server"));

  @Test
  void everyAddressIsThere() {
    List<String> addresses =
        metadata.entrySet().stream()
            .filter(
                entry -> entry.getKey().endsWith("_endpoint") || entry.getKey().endsWith("_uri"))
            .map(entry -> String.valueOf(entry.getValue()))
            .toList();

    assertThat(addresses).hasSizeGreaterThan(8);
    for (String address : addresses) {
      assertThat(address).startsWith(Server.issuer());
      assertThat(flow.get(address.substring(Server.issuer().length())).statusCode())
          .as(address)
          .isNotEqualTo(404);
    }
  }

  @Test
  void theGrantTypesAreThoseTheTokenEndpointKnows() {
    List<String> known =
        GRANTS.stream()
            .filter(
                grant ->
                    !"unsupported_grant_type"
                        .equals(
                            OAuthClient.string(
                                flow.token(Map.of("grant_type", grant, "client_id", "console")),
                                "error")))
            .toList();

    assertThat(metadata.get("grant_types_supported"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void theMethodsAreThoseAClientMayRegister() throws Exception {
    String key = new ECKeyGenerator(Curve.P_256).keyID("k").generate().toPublicJWK().toJSONString();
    List<String> registrable =
        METHODS.stream().filter(method -> register(method, key).statusCode() == 201).toList();

    assertThat(metadata.get("token_endpoint_auth_methods_supported"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrderElementsOf(registrable);
    assertThat(metadata.get("introspection_endpoint_auth_methods_supported"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .doesNotContain("none")
        .hasSize(registrable.size() - 1);
  }

  @Test
  void theResponseModesAreThoseTheAuthorizationEndpointKnows() {
    List<String> known =
        List.of("query", "fragment", "form_post", "jwt", "query.jwt", "web_message").stream()
            .filter(mode -> flow.get(authorize("response_mode", mode)).statusCode() == 200)
            .toList();

    assertThat(metadata.get("response_modes_supported"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void theScopesAreThoseOnOffer() {
    assertThat(metadata)
        .containsEntry(
            "scopes_supported",
            List.of("openid", "profile", "offline_access", "mcp:tools", "vault:open"))
        .doesNotContainKey("request_parameter_supported")
        .containsEntry("request_uri_parameter_supported", false)
        .containsEntry("claims_parameter_supported", true);
    assertThat(flow.get("/.well-known/openid-configuration").body())
        .isEqualTo(flow.get("/.well-known/oauth-authorization-server").body());
  }

  private static String authorize(String name, String value) {
    Map<String, String> request = new LinkedHashMap<>(OAuthClient.authorization());
    request.put(name, value);
    return "/oauth2/authorize?" + Browser.encode(request);
  }

  private static HttpResponse<String> register(String method, String key) {
    String keys = method.endsWith("_jwt") ? ", \"jwks\": {\"keys\": [" + key + "]}" : "";
    return OAuthClient.post(
        "/oauth2/register",
        "application/json",
        "{\"redirect_uris\": [\"https://a.example/cb\"], \"token_endpoint_auth_method\": \""
            + method
            + "\""
            + keys
            + "}",
        "");
  }
}
