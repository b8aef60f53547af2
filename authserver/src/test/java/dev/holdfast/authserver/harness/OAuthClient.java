package dev.holdfast.authserver.harness;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client does: builds authorization requests and calls the back channel. */
public final class OAuthClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private OAuthClient() {}

  /** A sound authorization request of the console; change a field of it for a bad one. */
  public static Map<String, String> authorization() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", "console");
    request.put("redirect_uri", Server.CONSOLE_CALLBACK);
    request.put("scope", "openid profile");
    request.put("state", "st4te");
    request.put("nonce", "n0nce");
    request.put("resource", Server.RESOURCE);
    request.put("code_challenge", Pkce.CHALLENGE);
    request.put("code_challenge_method", "S256");
    return request;
  }

  public static String authorizeAddress(Map<String, String> request) {
    return Server.issuer() + "/oauth2/authorize?" + Browser.encode(request);
  }

  /** A code for a person, through login and consent. */
  public static String code(String username, String password) {
    return code(new Browser(), username, password);
  }

  public static String code(Browser browser, String username, String password) {
    HttpResponse<String> page = browser.get(authorizeAddress(authorization()));
    if (page.body().contains("action=\"/login\"")) {
      page = browser.login(page, username, password);
    }
    if (page.body() != null && page.body().contains("action=\"/consent\"")) {
      page = browser.decide(page, "allow");
    }
    return Browser.redirectQuery(page).getOrDefault("code", "");
  }

  /** Whether a browser without a login session gets beyond the login form. */
  public static boolean signsIn(Browser browser, String username, String password) {
    HttpResponse<String> form = browser.get(authorizeAddress(authorization()));
    return browser.login(form, username, password).statusCode() != 403;
  }

  /** A sound redemption of a code by the console. */
  public static Map<String, String> redemption(String code) {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", "console");
    form.put("code", code);
    form.put("redirect_uri", Server.CONSOLE_CALLBACK);
    form.put("code_verifier", Pkce.VERIFIER.getValue());
    return form;
  }

  public static Map<String, String> refresh(String refreshToken) {
    return Map.of(
        "grant_type", "refresh_token", "client_id", "console", "refresh_token", refreshToken);
  }

  public static HttpResponse<String> token(Map<String, String> form) {
    return post("/oauth2/token", "application/x-www-form-urlencoded", Browser.encode(form), "");
  }

  public static String basic(String id, String secret) {
    String pair = id + ':' + secret;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpResponse<String> post(
      String path, String contentType, String body, String authorization) {
    return send("POST", path, contentType, body, authorization);
  }

  public static HttpResponse<String> send(
      String method, String path, String contentType, String body, String authorization) {
    var request =
        HttpRequest.newBuilder(URI.create(Server.issuer() + path))
            .method(method, BodyPublishers.ofString(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public static Map<String, Object> json(HttpResponse<String> response) {
    try {
      return JSONObjectUtils.parse(response.body());
    } catch (ParseException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  public static String string(HttpResponse<String> response, String member) {
    return String.valueOf(json(response).get(member));
  }

  public static JWTClaimsSet claims(String jwt) {
    try {
      return SignedJWT.parse(jwt).getJWTClaimsSet();
    } catch (java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** A newly registered public client. */
  public static String registerPublicClient() {
    return string(
        register(
            """
            {"redirect_uris": ["http://localhost/callback"], "client_name": "Assistant",
             "grant_types": ["authorization_code", "refresh_token"],
             "token_endpoint_auth_method": "none"}"""),
        "client_id");
  }

  /** Registers a client by its metadata, without an initial access token. */
  public static HttpResponse<String> register(String metadata) {
    return post("/oauth2/register", "application/json", metadata, "");
  }
}
