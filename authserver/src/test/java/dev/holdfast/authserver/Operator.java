package dev.holdfast.authserver;

import java.net.http.HttpResponse;

/** The operators' API, with a token of the operator client. */
final class Operator {

  private static final String FORM = "application/x-www-form-urlencoded";

  private Operator() {}

  static HttpResponse<String> send(String method, String path) {
    return OAuthClient.send(method, path, "application/json", "", "Bearer " + token(""));
  }

  static HttpResponse<String> sendWithScope(String method, String path, String scope) {
    return OAuthClient.send(method, path, "application/json", "", "Bearer " + token(scope));
  }

  private static String token(String scope) {
    String narrowed = scope.isEmpty() ? "" : "&scope=" + Browser.encode(scope);
    HttpResponse<String> answer =
        OAuthClient.post(
            "/oauth2/token",
            FORM,
            "grant_type=client_credentials&resource=" + Browser.encode(Server.issuer()) + narrowed,
            OAuthClient.basic("operator", "operator-secret"));
    return OAuthClient.string(answer, "access_token");
  }
}
