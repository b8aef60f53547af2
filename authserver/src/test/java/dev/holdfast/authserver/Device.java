package dev.holdfast.authserver;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * A device that runs the client {@code tv}.
 *
 * @param deviceCode what it polls with
 * @param userCode what it shows
 */
record Device(String deviceCode, String userCode) {

  static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

  /** A device that has just asked. */
  static Device begin() {
    HttpResponse<String> answer = begin(authorization());
    return new Device(
        OAuthClient.string(answer, "device_code"), OAuthClient.string(answer, "user_code"));
  }

  /** A sound request; change a field of it for a bad one. */
  static Map<String, String> authorization() {
    Map<String, String> form = new HashMap<>();
    form.put("client_id", "tv");
    form.put("scope", "openid profile");
    form.put("resource", Server.RESOURCE);
    return form;
  }

  static HttpResponse<String> begin(Map<String, String> form) {
    return OAuthClient.post(
        "/oauth2/device_authorization",
        "application/x-www-form-urlencoded",
        Browser.encode(form),
        "");
  }

  Map<String, String> redemption() {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", GRANT_TYPE);
    form.put("client_id", "tv");
    form.put("device_code", deviceCode);
    return form;
  }

  HttpResponse<String> poll() {
    return OAuthClient.token(redemption());
  }

  String error() {
    return OAuthClient.string(poll(), "error");
  }
}
