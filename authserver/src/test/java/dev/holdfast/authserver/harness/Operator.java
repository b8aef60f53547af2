package dev.holdfast.authserver.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

/** An operator with a token for everything the operators' API has. */
public final class Operator {

  public static final String PASSWORD = "password";

  private final String bearer;

  public Operator() {
    HttpResponse<String> answer =
        OAuthClient.post(
            "/oauth2/token",
            "application/x-www-form-urlencoded",
            "grant_type=client_credentials&resource=" + Browser.encode(Server.issuer()),
            OAuthClient.basic("operator", "operator-secret"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    bearer = "Bearer " + OAuthClient.string(answer, "access_token");
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  public HttpResponse<String> post(String path) {
    return send("POST", path, "");
  }

  public HttpResponse<String> send(String method, String path, String body) {
    return OAuthClient.send(method, path, "application/json", body, bearer);
  }

  /** Does something to a user, by its name in the address. */
  public int act(User user, String action) {
    return post(user.path() + '/' + action).statusCode();
  }

  /** A new user with {@link #PASSWORD} and no roles. */
  public User newUser() {
    return create("user-" + UUID.randomUUID(), "\"password\": \"" + PASSWORD + '"');
  }

  /** A new user without a password. */
  public User newUserWithoutPassword() {
    return create("user-" + UUID.randomUUID(), "\"name\": \"New\"");
  }

  public User create(String username, String members) {
    HttpResponse<String> answer =
        send("POST", "/admin/users", "{\"username\": \"%s\", %s}".formatted(username, members));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new User(OAuthClient.string(answer, "id"), username);
  }

  public int setRoles(User user, String... roles) {
    String list = roles.length == 0 ? "" : '"' + String.join("\", \"", roles) + '"';
    return send("PUT", user.path() + "/roles", "{\"roles\": [" + list + "]}").statusCode();
  }

  /** Sets a password; the status. */
  public int setPassword(User user, String password) {
    String body = "{\"password\": \"%s\"}".formatted(password);
    return send("PUT", user.path() + "/password", body).statusCode();
  }

  public Map<String, Object> shown(User user) {
    return OAuthClient.json(get(user.path()));
  }

  /** A new one-time link. */
  public String resetLink(User user) {
    return OAuthClient.string(post(user.path() + "/password-reset"), "link");
  }

  /** Somebody the operator made. */
  public record User(String id, String username) {

    public String path() {
      return "/admin/users/" + id;
    }
  }
}
