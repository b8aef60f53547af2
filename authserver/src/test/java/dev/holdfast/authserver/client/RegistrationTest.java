package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {

  @Test
  void registersAConfidentialClientByDefault() {
    HttpResponse<String> answer =
        OAuthClient.register("{\"redirect_uris\": [\"https://a.example/cb\"]}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(OAuthClient.json(answer))
        .containsKeys("client_id", "client_secret")
        .containsEntry("client_secret_expires_at", 0L)
        .containsEntry("token_endpoint_auth_method", "client_secret_basic");
  }

  @Test
  void ignoresWhatAClientMayNotChoose() {
    HttpResponse<String> answer =
        OAuthClient.register(
            """
            {"redirect_uris": ["https://a.example/cb"], "client_id": "console",
             "configured": true, "single_session": true, "scope": "openid users:admin"}""");

    assertThat(OAuthClient.string(answer, "client_id")).isNotEqualTo("console");
    assertThat(OAuthClient.json(answer))
        .containsEntry("scope", "openid")
        .doesNotContainKeys("configured", "single_session");
  }

  @Test
  void nobodyEarnsSparingByAsking() {
    HttpResponse<String> answer =
        OAuthClient.register(
            """
            {"redirect_uris": ["https://a.example/cb"], "client_name": "MCP-A ",
             "client_id": "mcp-a", "origin": "CONFIGURED", "spared": true, "single_session": false,
             "resources": ["http://localhost:9001"], "registration_access_token": "mine",
             "client_secret": "mine", "created_at": 0,
             "grant_types": ["authorization_code", "client_credentials"],
             "scope": "openid clients:admin grants:write"}""");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String id = OAuthClient.string(answer, "client_id");
    assertThat(OAuthClient.json(answer).keySet())
        .containsExactlyInAnyOrder(
            "client_id",
            "client_id_issued_at",
            "client_secret",
            "client_secret_expires_at",
            "registration_access_token",
            "registration_client_uri",
            "client_name",
            "redirect_uris",
            "grant_types",
            "response_types",
            "scope",
            "id_token_signed_response_alg",
            "token_endpoint_auth_method");
    assertThat(OAuthClient.json(answer))
        .containsEntry("scope", "openid")
        .containsEntry("grant_types", List.of("authorization_code"))
        .doesNotContainValue("mine");
    Client client = Server.bean(ClientRegistry.class).byId(id).orElseThrow();
    assertThat(client.origin()).isEqualTo(Origin.REGISTERED);
    assertThat(client.resources()).isEmpty();
    assertThat(client.metadata().getCustomFields()).isEmpty();
    assertThat(Server.bean(Clients.class).find(id + " ")).isEmpty();
    assertThat(Server.bean(Clients.class).find("MCP-A ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | invalid_redirect_uri",
        "{\"redirect_uris\": []} | invalid_redirect_uri",
        "{\"redirect_uris\": [\"http://a.example/cb\"]} | invalid_redirect_uri",
        "{\"redirect_uris\": [\"javascript:alert(1)\"]} | invalid_redirect_uri",
        "{\"redirect_uris\": [\"https://a.example/cb#x\"]} | invalid_redirect_uri",
        "{\"redirect_uris\": [\"https://u@a.example/cb\"]} | invalid_redirect_uri",
        "{\"redirect_uris\": [\"http://localhost.evil.example/\"]} | invalid_redirect_uri",
        "{\"redirect_uris\": [\"::\"]} | invalid_redirect_uri",
        "{\"redirect_uris\": 7} | invalid_",
        "{\"redirect_uris\": [7]} | invalid_",
        "[] | invalid_client_metadata",
        "nonsense | invalid_client_metadata",
        "{\"redirect_uris\": [\"https://a.example/\"], \"grant_types\": [\"client_credentials\"]}"
            + " | invalid_client_metadata",
      })
  void refusesBadMetadata(String metadata, String error) {
    HttpResponse<String> answer = OAuthClient.register(metadata);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(OAuthClient.string(answer, "error")).startsWith(error);
  }
}
