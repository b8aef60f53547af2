package dev.holdfast.authserver.harness;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** Somebody new at a browser of their own. */
public record Person(String username, Browser browser) {

  public static final String PASSWORD = Operator.PASSWORD;

  public static Person fresh() {
    return new Person(new Operator().newUser().username(), new Browser());
  }

  /** The same person at another browser. */
  public Person elsewhere() {
    return new Person(username, new Browser());
  }

  /** A sound authorization request of a client. */
  public static Map<String, String> request(String clientId) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", clientId);
    return request;
  }

  /** The first answer, whatever it is. */
  public HttpResponse<String> ask(Map<String, String> request) {
    return browser.get(OAuthClient.authorizeAddress(request));
  }

  /** Follows a request through login and consent to its end. */
  public HttpResponse<String> authorize(Map<String, String> request) {
    HttpResponse<String> page = ask(request);
    if (asksForLogin(page)) {
      page = browser.login(page, username, PASSWORD);
    }
    return asksForConsent(page) ? browser.decide(page, "allow") : page;
  }

  public String code(String clientId) {
    return code(request(clientId));
  }

  public String code(Map<String, String> request) {
    return Browser.redirectQuery(authorize(request)).getOrDefault("code", "");
  }

  public HttpResponse<String> tokens(String clientId) {
    return redeem(clientId, code(clientId));
  }

  public HttpResponse<String> tokens(Map<String, String> request) {
    return redeem(request.getOrDefault("client_id", ""), code(request));
  }

  public static HttpResponse<String> redeem(String clientId, String code) {
    Map<String, String> form = new HashMap<>(OAuthClient.redemption(code));
    form.put("client_id", clientId);
    return OAuthClient.token(form);
  }

  public static boolean asksForLogin(HttpResponse<String> page) {
    return page.body() != null && page.body().contains("action=\"/login\"");
  }

  public static boolean asksForConsent(HttpResponse<String> page) {
    return page.body() != null && page.body().contains("action=\"/consent\"");
  }

  /** A claim of the access token of an answer. */
  public static String claim(HttpResponse<String> tokens, String name) {
    var claims = OAuthClient.claims(OAuthClient.string(tokens, "access_token"));
    return String.valueOf(claims.getClaim(name));
  }
}
