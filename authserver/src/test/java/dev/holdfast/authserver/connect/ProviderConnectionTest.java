package dev.holdfast.authserver.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderConnectionTest {

  @Test
  void goesOnToTheProviderAndComesBackWithTheCode() {
    var browser = new Browser();
    HttpResponse<String> answer = toProvider(browser);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .startsWith("https://provider.example/authorize");
    String state = Browser.redirectQuery(answer).getOrDefault("state", "");

    assertThat(callback(new Browser(), "code=c&state=" + state).statusCode())
        .as("another browser")
        .isEqualTo(400);
    assertThat(callback(browser, "code=c&state=forged").statusCode()).isEqualTo(400);
    assertThat(Browser.redirectQuery(callback(browser, "code=c&state=" + state)))
        .containsKey("code")
        .containsEntry("state", "st4te");
  }

  @Test
  void tellsTheClientThatTheProviderRefused() {
    var browser = new Browser();
    String state = Browser.redirectQuery(toProvider(browser)).getOrDefault("state", "");

    HttpResponse<String> answer = callback(browser, "error=access_denied&state=" + state);

    assertThat(Browser.redirectQuery(answer)).containsEntry("error", "access_denied");
  }

  @Test
  void answerIsForThePersonWhoWasSentOnlyEvenAtTheSameBrowser() {
    var browser = new Browser();
    String state = Browser.redirectQuery(toProvider(browser)).getOrDefault("state", "");
    Map<String, String> request = OAuthClient.authorization();
    request.put("prompt", "login");
    String other = new Operator().newUser().username();
    browser.login(browser.get(OAuthClient.authorizeAddress(request)), other, "password");

    assertThat(callback(browser, "code=c&state=" + state).statusCode()).isEqualTo(400);
  }

  @Test
  void answerCountsOnce() {
    var browser = new Browser();
    String state = Browser.redirectQuery(toProvider(browser)).getOrDefault("state", "");
    assertThat(Browser.redirectQuery(callback(browser, "code=c&state=" + state)))
        .containsKey("code");

    assertThat(callback(browser, "code=c&state=" + state).statusCode()).isEqualTo(400);
  }

  private static HttpResponse<String> toProvider(Browser browser) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("resource", Server.PROVIDER_RESOURCE);
    request.put("prompt", "consent");
    HttpResponse<String> login = browser.get(OAuthClient.authorizeAddress(request));
    String username = new Operator().newUser().username();
    return browser.decide(browser.login(login, username, "password"), "allow");
  }

  private static HttpResponse<String> callback(Browser browser, String query) {
    return browser.get(Server.issuer() + "/connect/demo/callback?" + query);
  }
}
