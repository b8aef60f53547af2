package dev.holdfast.authserver.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.TestDatabase;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathIssuerTest {

  private static final String HOST = "http://localhost:" + FreePorts.one();
  private static final String ISSUER = HOST + "/tenant/one";
  private static final Replica server = start();

  private final CodeFlow flow = new CodeFlow(ISSUER);

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/oauth-authorization-server/tenant/one",
        "/.well-known/openid-configuration/tenant/one",
        "/tenant/one/.well-known/openid-configuration",
      })
  void describesItselfInEveryForm(String path) {
    HttpResponse<String> answer = server.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(OAuthClient.json(answer))
        .containsEntry("issuer", ISSUER)
        .containsEntry("token_endpoint", ISSUER + "/oauth2/token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/oauth-authorization-server/tenant",
        "/.well-known/oauth-authorization-server/tenant/one/more",
        "/.well-known/openid-configuration/another",
        "/tenant/onemore/.well-known/openid-configuration",
        "/tenant/.well-known/openid-configuration",
      })
  void doesNotAnswerForOthers(String path) {
    assertThat(server.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void aWholeFlowStaysBelowThePath() {
    var browser = new Browser(ISSUER);
    HttpResponse<String> login =
        browser.get(ISSUER + "/oauth2/authorize?" + Browser.encode(OAuthClient.authorization()));
    assertThat(login.body())
        .contains("action=\"/tenant/one/login\"", "href=\"/tenant/one/assets/style.css\"")
        .doesNotContain("action=\"/login", "href=\"/assets");
    assertThat(flow.get("/assets/style.css").statusCode()).isEqualTo(200);
    HttpResponse<String> consent = browser.login(login, "alice", "wonderland");
    assertThat(consent.body()).contains("action=\"/tenant/one/consent\"");
    Map<String, String> answer = Browser.redirectQuery(browser.decide(consent, "allow"));
    assertThat(answer).containsEntry("iss", ISSUER);

    HttpResponse<String> tokens =
        flow.token(OAuthClient.redemption(answer.getOrDefault("code", "")));
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    String access = OAuthClient.string(tokens, "access_token");
    assertThat(OAuthClient.claims(access).getIssuer()).isEqualTo(ISSUER);
    HttpResponse<String> userInfo =
        flow.post("/userinfo", Map.of(), "Authorization", "Bearer " + access);
    assertThat(OAuthClient.json(userInfo)).containsEntry("preferred_username", "alice");
  }

  @Test
  void theOperatorsApiIsGuardedBelowThePathToo() {
    assertThat(flow.get("/admin/users?username=alice").statusCode()).isEqualTo(401);
    assertThat(server.get("/admin/users?username=alice").statusCode()).isEqualTo(401);
  }

  @Test
  void aRedirectToItselfHasThePath() {
    HttpResponse<String> answer = flow.post("/oauth2/authorize", OAuthClient.authorization());

    assertThat(answer.headers().firstValue("Location").orElse(""))
        .startsWith("/tenant/one/oauth2/authorize?");
  }

  private static Replica start() {
    Map<String, Object> settings =
        new HashMap<>(TestDatabase.any().newSchema().micronautProperties());
    settings.put("micronaut.server.port", HOST.substring(HOST.lastIndexOf(':') + 1));
    settings.put("holdfast.authserver.issuer", ISSUER);
    return Replica.with(settings);
  }
}
