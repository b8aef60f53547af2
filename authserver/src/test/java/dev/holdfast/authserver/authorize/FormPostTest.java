package dev.holdfast.authserver.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormPostTest {

  private final CodeFlow flow = new CodeFlow(Server.issuer());

  @Test
  void theAnswerIsAFormThatSendsItself() {
    HttpResponse<String> page = flow.authorize(new Browser(), formPost());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "<form method=\"post\" action=\"http://127.0.0.1/callback\">",
            "<button type=\"submit\">",
            "<script src=\"/assets/submit.js\" defer></script>");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "form-action http://127.0.0.1",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(flow.get("/assets/submit.js").body()).contains("submit()");
    Map<String, String> answer = Browser.hidden(page);
    assertThat(answer).containsEntry("state", "st4te").containsEntry("iss", Server.issuer());
    assertThat(
            OAuthClient.token(OAuthClient.redemption(answer.getOrDefault("code", ""))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void errorsGoTheSameWay() {
    Map<String, String> none = formPost();
    none.put("prompt", "none");
    assertThat(Browser.hidden(flow.authorize(new Browser(), none)))
        .containsEntry("error", "login_required")
        .containsEntry("state", "st4te")
        .containsEntry("iss", Server.issuer());
    Map<String, String> scope = formPost();
    scope.put("scope", "unheard-of");
    assertThat(Browser.hidden(flow.authorize(new Browser(), scope)))
        .containsEntry("error", "invalid_scope");
  }

  @Test
  void whatTheClientSentIsEscaped() {
    Map<String, String> request = formPost();
    request.put("prompt", "none");
    request.put("state", "\"><script>alert(1)</script>");

    assertThat(flow.authorize(new Browser(), request).body())
        .doesNotContain("<script>alert")
        .contains("&quot;&gt;&lt;script&gt;alert(1)");
  }

  private static Map<String, String> formPost() {
    Map<String, String> request = OAuthClient.authorization();
    request.put("response_mode", "form_post");
    return request;
  }
}
