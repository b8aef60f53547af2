package dev.holdfast.authserver.harness;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * A device that runs the client {@code tv}.
 *
 * @param deviceCode what it polls with
 * @param userCode what it shows
 */
public record Device(String deviceCode, String userCode) {

  public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

  /** A device that has just asked. */
  public static Device begin() {
    HttpResponse<String> answer = begin(authorization());
    return new Device(
        OAuthClient.string(answer, "device_code"), OAuthClient.string(answer, "user_code"));
  }

  /** A device that its person has let in. */
  public static Device approved(String username, String password) {
    var device = begin();
    var browser = new Browser();
    browser.decideDevice(browser.enter(device.userCode(), username, password), "allow");
    return device;
  }

  /** A sound request; change a field of it for a bad one. */
  public static Map<String, String> authorization() {
    Map<String, String> form = new HashMap<>();
    form.put("client_id", "tv");
    form.put("scope", "openid profile");
    form.put("resource", Server.RESOURCE);
    return form;
  }

  public static HttpResponse<String> begin(Map<String, String> form) {
    return OAuthClient.post(
        "/oauth2/device_authorization",
        "application/x-www-form-urlencoded",
        Browser.encode(form),
        "");
  }

  public Map<String, String> redemption() {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", GRANT_TYPE);
    form.put("client_id", "tv");
    form.put("device_code", deviceCode);
    return form;
  }

  public HttpResponse<String> poll() {
    return OAuthClient.token(redemption());
  }

  public String error() {
    return OAuthClient.string(poll(), "error");
  }
}
