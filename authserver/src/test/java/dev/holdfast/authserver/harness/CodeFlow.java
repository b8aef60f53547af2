package dev.holdfast.authserver.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * A person's whole way to tokens, at any server.
 *
 * @param base where the server is
 */
public record CodeFlow(String base) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Tokens for alice, from the shared server. */
  public static HttpResponse<String> tokens() {
    return new CodeFlow(Server.issuer()).tokens(OAuthClient.authorization());
  }

  public HttpResponse<String> tokens(Map<String, String> authorization) {
    HttpResponse<String> answer = authorize(new Browser(base), authorization);
    return token(OAuthClient.redemption(Browser.redirectQuery(answer).getOrDefault("code", "")));
  }

  /** Up to the answer for the client, whichever pages come before it. */
  public HttpResponse<String> authorize(Browser browser, Map<String, String> authorization) {
    HttpResponse<String> page =
        browser.get(base + "/oauth2/authorize?" + Browser.encode(authorization));
    if (page.body().contains("name=\"password\"")) {
      page = browser.login(page, "alice", "wonderland");
    }
    return page.body() != null && page.body().contains("name=\"decision\"")
        ? browser.decide(page, "allow")
        : page;
  }

  public HttpResponse<String> token(Map<String, String> form) {
    return post("/oauth2/token", form);
  }

  public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .POST(BodyPublishers.ofString(Browser.encode(form)))
            .header("Content-Type", "application/x-www-form-urlencoded");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
