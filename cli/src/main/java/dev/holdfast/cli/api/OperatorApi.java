package dev.holdfast.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.contracts.secret.Secret;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * The operators' API.
 *
 * <p>Every method throws {@link RefusedException} if the server says no, and {@link
 * UnavailableException} if it cannot be asked.
 */
public final class OperatorApi {

  private static final int FIRST_ERROR = 300;

  private final Wire wire = new Wire();
  private final Login login;
  private final Secret token;

  private OperatorApi(Login login) {
    this.login = login;
    this.token = new Tokens(wire, login).get();
  }

  /** The API, once the server has given a token. */
  public static OperatorApi open(Login login) {
    return new OperatorApi(login);
  }

  /** Reads. */
  public JsonNode get(String path) {
    return call("GET", path, BodyPublishers.noBody());
  }

  /** Acts, without a body. */
  public JsonNode post(String path) {
    return call("POST", path, BodyPublishers.noBody());
  }

  /** Removes. */
  public JsonNode delete(String path) {
    return call("DELETE", path, BodyPublishers.noBody());
  }

  /** Acts, with a body. */
  public JsonNode send(String method, String path, JsonNode body) {
    return call(method, path, BodyPublishers.ofString(body.toString()));
  }

  /**
   * Reads page after page.
   *
   * @param path with a query
   * @param member what holds the entries of a page
   * @param most when to stop
   */
  public ArrayNode all(String path, String member, int most) {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    String after = "";
    do {
      JsonNode page = get(path + (after.isEmpty() ? "" : "&after=" + encoded(after)));
      for (JsonNode entry : page.path(member)) {
        if (entries.size() < most) {
          entries.add(entry);
        }
      }
      after = page.path("next").asText("");
    } while (!after.isEmpty() && entries.size() < most);
    return entries;
  }

  /** A value as a part of a path or of a query. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode call(String method, String path, BodyPublisher body) {
    HttpResponse<String> answer =
        wire.send(
            HttpRequest.newBuilder(login.at(path))
                .header("Authorization", "Bearer " + token.reveal())
                .header("Content-Type", "application/json")
                .method(method, body));
    if (answer.statusCode() >= FIRST_ERROR) {
      throw new RefusedException(answer.statusCode(), reason(answer));
    }
    return Wire.json(answer);
  }

  private static String reason(HttpResponse<String> answer) {
    JsonNode problem = Wire.json(answer);
    String title = problem.path("title").asText("");
    String detail = problem.path("detail").asText("");
    String trace = problem.path("traceId").asText("");
    return (answer.statusCode() + " " + title + ' ' + detail).strip()
        + (trace.isEmpty() ? "" : " (trace id " + trace + ')');
  }
}
