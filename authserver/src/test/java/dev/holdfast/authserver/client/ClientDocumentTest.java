package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.ClientHost;
import dev.holdfast.authserver.harness.ClientHost.Answer;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that is described by a document at its own address. */
class ClientDocumentTest {

  private final ClientHost host = new ClientHost();

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void aClientIsWhatItsDocumentSaysFromConsentToRefresh() {
    String id = host.describe("/client.json");
    var browser = new Browser();
    HttpResponse<String> consent =
        browser.login(browser.get(ClientHost.authorizeAddress(id)), "alice", "wonderland");

    assertThat(consent.body())
        .contains("Assistant", "described by <strong>localhost:" + host.port(), "127.0.0.1:8765")
        .contains("Any program on the computer");
    Map<String, String> form = code(id, browser.decide(consent, "allow"));
    HttpResponse<String> tokens = OAuthClient.token(form);
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    assertThat(OAuthClient.claims(OAuthClient.string(tokens, "access_token")).getClaims())
        .containsEntry("client_id", id);
    HttpResponse<String> refreshed =
        OAuthClient.token(
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                id,
                "refresh_token",
                OAuthClient.string(tokens, "refresh_token")));
    assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
  }

  /** RFC 8252, section 8.6: any program on the computer could have begun the request. */
  @Test
  void aDocumentsClientOnLoopbackAsksEachTime() {
    String id = host.describe("/client.json");
    var browser = new Browser();
    HttpResponse<String> first =
        browser.login(browser.get(ClientHost.authorizeAddress(id)), "alice", "wonderland");
    assertThat(Browser.redirectQuery(browser.decide(first, "allow"))).containsKey("code");

    HttpResponse<String> again = browser.get(ClientHost.authorizeAddress(id));
    Map<String, String> quietly = ClientHost.authorization(id);
    quietly.put("prompt", "none");

    assertThat(again.body()).contains("action=\"/consent\"");
    assertThat(Browser.redirectQuery(browser.get(OAuthClient.authorizeAddress(quietly))))
        .containsEntry("error", "consent_required");
    assertThat(Browser.redirectQuery(browser.decide(again, "allow"))).containsKey("code");
  }

  @Test
  void aRegisteredClientOnLoopbackAsksOnce() {
    var browser = new Browser();
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", OAuthClient.registerPublicClient());
    request.put("redirect_uri", "http://localhost:8765/callback");
    String address = OAuthClient.authorizeAddress(request);
    browser.decide(browser.login(browser.get(address), "alice", "wonderland"), "allow");

    assertThat(Browser.redirectQuery(browser.get(address))).containsKey("code");
  }

  @Test
  void onlyRedirectsToWhatTheDocumentNames() {
    String id = host.describe("/client.json");
    Map<String, String> request = ClientHost.authorization(id);
    request.put("redirect_uri", "https://evil.example/callback");

    HttpResponse<String> answer = new Browser().get(OAuthClient.authorizeAddress(request));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void saysThatItTakesDocuments() {
    HttpResponse<String> metadata =
        OAuthClient.send("GET", "/.well-known/oauth-authorization-server", "", "", "");

    assertThat(OAuthClient.json(metadata))
        .containsEntry("client_id_metadata_document_supported", true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"client_id\": \"https://other.example/c\", \"client_name\": \"A\","
            + " \"redirect_uris\": [\"https://a.example/cb\"]}",
        "{\"client_name\": \"A\", \"redirect_uris\": [\"https://a.example/cb\"]}",
        "{\"client_id\": \"@\", \"redirect_uris\": [\"https://a.example/cb\"]}",
        "{\"client_id\": \"@\", \"client_name\": \" \", \"redirect_uris\": [\"https://a.e/cb\"]}",
        "{\"client_id\": \"@\", \"client_name\": \"A\"}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": []}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"http://a.e/cb\"]}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"client_secret\": \"s\"}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"client_secret_expires_at\": 0}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"token_endpoint_auth_method\": \"client_secret_basic\"}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"token_endpoint_auth_method\": \"client_secret_jwt\"}",
        "{\"client_id\": \"@\", \"client_name\": \"A\", \"redirect_uris\": [\"https://a.e/cb\"],"
            + " \"token_endpoint_auth_method\": \"private_key_jwt\"}",
        "[]",
        "nonsense",
      })
  void takesNoDocumentThatIsNotOne(String document) {
    String id = host.at("/client.json");
    host.put("/client.json", Answer.json(document.replace("@", id)));

    assertUnknown(id);
  }

  @Test
  void takesNoAnswerThatIsNotADocument() {
    Answer good = Answer.json(ClientHost.document(host.at("/x")));
    Map<String, Answer> bad =
        Map.of(
            "/html", good.with("Content-Type", "text/html"),
            "/none", new Answer(200, Map.of(), good.body()),
            "/gone", good.withStatus(410),
            "/made", good.withStatus(201),
            "/moved", good.withStatus(302).with("Location", host.at("/x")),
            "/huge", Answer.json(" ".repeat(10_241) + good.body()));
    host.put("/x", good);
    bad.forEach(
        (path, answer) -> {
          String id = host.at(path);
          host.put(
              path,
              new Answer(
                  answer.status(), answer.headers(), answer.body().replace(host.at("/x"), id)));
          assertUnknown(id);
        });
    assertThat(host.asked).hasValue(bad.size());
  }

  @Test
  void refusesAnIdThatNoTableHolds() {
    String id = host.describe("/" + "c".repeat(512));

    assertUnknown(id);
    assertThat(host.asked).hasValue(0);
  }

  @Test
  void canBeSwitchedOff() {
    String id = host.describe("/client.json");
    try (var replica =
        Server.replica(Map.of("holdfast.authserver.client-documents.enabled", false))) {
      assertThat(replica.getBean(Clients.class).find(id)).isEmpty();
    }
    assertThat(host.asked).hasValue(0);
  }

  private static void assertUnknown(String id) {
    HttpResponse<String> token = ClientHost.refresh(id);
    assertThat(token.statusCode()).as(id).isEqualTo(401);
    assertThat(OAuthClient.string(token, "error")).isEqualTo("invalid_client");
    HttpResponse<String> page = new Browser().get(ClientHost.authorizeAddress(id));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
  }

  private static Map<String, String> code(String id, HttpResponse<String> answer) {
    Map<String, String> form =
        OAuthClient.redemption(Browser.redirectQuery(answer).getOrDefault("code", ""));
    form.put("client_id", id);
    form.put("redirect_uri", "http://127.0.0.1:8765/callback");
    return form;
  }
}
