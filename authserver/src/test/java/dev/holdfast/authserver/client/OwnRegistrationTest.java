package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent.ClientDeleted;
import dev.holdfast.contracts.events.IdentityEvent.ClientRegistered;
import dev.holdfast.testsupport.Races;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnRegistrationTest {

  private final HttpResponse<String> registered =
      OAuthClient.post(
          "/oauth2/register",
          "application/json",
          """
          {"redirect_uris": ["https://a.example/cb"], "client_name": "Assistant",
           "grant_types": ["authorization_code", "refresh_token"], "logo_uri": "https://a.example/l"}""",
          "");
  private final String id = OAuthClient.string(registered, "client_id");
  private final String path =
      URI.create(OAuthClient.string(registered, "registration_client_uri")).getPath();
  private final String bearer =
      "Bearer " + OAuthClient.string(registered, "registration_access_token");

  @Test
  void tellsTheOwnerWhatIsRegistered() {
    HttpResponse<String> answer = manage("GET", "", bearer);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(OAuthClient.json(answer))
        .containsEntry("client_id", id)
        .containsEntry("client_name", "Assistant")
        .containsEntry("logo_uri", "https://a.example/l")
        .containsEntry("registration_client_uri", Server.issuer() + path)
        .containsKey("registration_access_token")
        .doesNotContainKey("client_secret");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer x", "Basic YTpi"})
  void tellsNobodyElse(String authorization) {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      HttpResponse<String> answer = manage(method, "{", authorization);
      assertThat(answer.statusCode()).as(method).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }
  }

  @Test
  void noOwnerReachesAnotherClientAndNobodyAConfiguredOne() {
    String other = OAuthClient.registerPublicClient();

    for (String client : List.of(other, "console", "unheard-of", id + "%20")) {
      HttpResponse<String> answer =
          OAuthClient.send("DELETE", "/oauth2/register/" + client, "", "", bearer);
      assertThat(answer.statusCode()).as(client).isEqualTo(401);
    }
    assertThat(token(other)).isEqualTo("invalid_grant");
  }

  @Test
  void replacesTheWholeDescriptionAndNothingElse() {
    HttpResponse<String> answer =
        manage(
            "PUT",
            """
            {"client_id": "%s", "redirect_uris": ["https://b.example/cb"], "client_name": "New",
             "single_session": false, "origin": "CONFIGURED", "resources": "%s",
             "scope": "openid users:admin", "token_endpoint_auth_method": "none"}"""
                .formatted(id, Server.issuer()),
            bearer);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(OAuthClient.json(answer))
        .containsEntry("client_name", "New")
        .containsEntry("scope", "openid")
        .containsEntry("redirect_uris", List.of("https://b.example/cb"))
        .containsEntry("grant_types", List.of("authorization_code"))
        .doesNotContainKeys("logo_uri", "single_session", "origin", "resources", "client_secret");
    assertThat(OAuthClient.json(manage("GET", "", bearer))).containsEntry("client_name", "New");
    assertThat(token(id)).isEqualTo("unauthorized_client");
  }

  @Test
  void aClientThatComesToNeedASecretGetsOne() {
    String body =
        """
        {"client_id": "%s", "redirect_uris": ["https://a.example/cb"],
         "grant_types": ["authorization_code", "refresh_token"],
         "token_endpoint_auth_method": "%s"}""";
    assertThat(OAuthClient.json(manage("PUT", body.formatted(id, "client_secret_post"), bearer)))
        .doesNotContainKey("client_secret");
    manage("PUT", body.formatted(id, "none"), bearer);
    HttpResponse<String> answer = manage("PUT", body.formatted(id, "client_secret_basic"), bearer);
    String secret = OAuthClient.string(answer, "client_secret");
    assertThat(secret).isNotEqualTo(OAuthClient.string(registered, "client_secret"));

    assertThat(basic(secret)).isEqualTo("invalid_grant");
    assertThat(basic(OAuthClient.string(registered, "client_secret"))).isEqualTo("invalid_client");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"redirect_uris\": [\"https://a.example/cb\"]}",
        "{\"client_id\": \"console\", \"redirect_uris\": [\"https://a.example/cb\"]}",
        "{\"client_id\": \"@\", \"redirect_uris\": [\"http://a.example/cb\"]}",
        "{\"client_id\": \"@\", \"redirect_uris\": []}",
        "{\"client_id\": \"@\", \"redirect_uris\": [\"https://a.example/cb\"],"
            + " \"client_secret\": \"guessed\"}",
        "{\"client_id\": \"@\", \"redirect_uris\": [\"https://a.example/cb\"],"
            + " \"registration_access_token\": \"x\"}",
        "{\"client_id\": \"@\", \"redirect_uris\": [\"https://a.example/cb\"],"
            + " \"client_id_issued_at\": 1}",
        "[]",
        "nonsense",
      })
  void refusesABadDescription(String description) {
    HttpResponse<String> answer = manage("PUT", description.replace("@", id), bearer);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(OAuthClient.string(answer, "error")).startsWith("invalid_");
    assertThat(OAuthClient.json(manage("GET", "", bearer)))
        .containsEntry("client_name", "Assistant");
  }

  @Test
  void ofTwentyDeletionsOneSucceedsAndIsPublished() {
    List<Integer> answers =
        Races.values(Races.run(20, () -> manage("DELETE", "", bearer).statusCode()));

    assertThat(answers).hasSize(20).containsOnly(204, 401);
    assertThat(answers).filteredOn(status -> status == 204).hasSize(1);
    assertThat(Published.all())
        .filteredOn(event -> event.header().subject().subject().equals(id))
        .extracting(Event::getClass)
        .isEqualTo(List.of(ClientRegistered.class, ClientDeleted.class));
    assertThat(manage("GET", "", bearer).statusCode()).isEqualTo(401);
  }

  @Test
  void aClientCountsFromItsRegistrationAndIsNobodyAfterItsDeletion() {
    HttpResponse<String> other =
        OAuthClient.post(
            "/oauth2/register",
            "application/json",
            """
            {"redirect_uris": ["http://localhost/cb"], "client_name": "MCP-B",
             "grant_types": ["authorization_code", "refresh_token"],
             "token_endpoint_auth_method": "none"}""",
            "");
    String client = OAuthClient.string(other, "client_id");
    Map<String, String> form = code(client);
    HttpResponse<String> tokens = OAuthClient.token(form);
    String refreshToken = OAuthClient.string(tokens, "refresh_token");
    // A login at the console asks for nothing of this client.
    OAuthClient.code("alice", "wonderland");
    Map<String, String> refresh =
        Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", refreshToken);
    HttpResponse<String> refreshed = OAuthClient.token(refresh);
    assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);

    OAuthClient.send(
        "DELETE",
        "/oauth2/register/" + client,
        "",
        "",
        "Bearer " + OAuthClient.string(other, "registration_access_token"));

    HttpResponse<String> gone = OAuthClient.token(refresh);
    assertThat(gone.statusCode()).isEqualTo(401);
    assertThat(OAuthClient.string(gone, "error")).isEqualTo("invalid_client");
    assertThat(OAuthClient.token(form).statusCode()).isEqualTo(401);
  }

  private static Map<String, String> code(String client) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", client);
    request.put("redirect_uri", "http://localhost:4711/cb");
    var browser = new Browser();
    var page = browser.get(OAuthClient.authorizeAddress(request));
    var answer = browser.decide(browser.login(page, "alice", "wonderland"), "allow");
    Map<String, String> form =
        OAuthClient.redemption(Browser.redirectQuery(answer).getOrDefault("code", ""));
    form.put("client_id", client);
    form.put("redirect_uri", "http://localhost:4711/cb");
    return form;
  }

  private HttpResponse<String> manage(String method, String body, String authorization) {
    return OAuthClient.send(method, path, "application/json", body, authorization);
  }

  private static String token(String client) {
    return OAuthClient.string(
        OAuthClient.token(
            Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", "x")),
        "error");
  }

  private String basic(String secret) {
    return OAuthClient.string(
        OAuthClient.post(
            "/oauth2/token",
            "application/x-www-form-urlencoded",
            "grant_type=refresh_token&refresh_token=x",
            OAuthClient.basic(id, secret)),
        "error");
  }
}
