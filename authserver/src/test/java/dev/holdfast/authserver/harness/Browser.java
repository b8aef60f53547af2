package dev.holdfast.authserver.harness;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser: keeps cookies, reads forms, stops where it would leave the server. */
public final class Browser {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  public final Map<String, String> cookies = new HashMap<>();
  public String userAgent = "test";

  public Browser() {
    this(Server.issuer());
  }

  /** One that stays at another server. */
  public Browser(String base) {
    this.base = base;
  }

  public HttpResponse<String> get(String address) {
    return follow(send(request(address).GET().build()));
  }

  public HttpResponse<String> post(String path, Map<String, String> form) {
    return follow(postOnly(path, form));
  }

  /** Posts a form and does not follow where the answer leads. */
  public HttpResponse<String> postOnly(String path, Map<String, String> form) {
    return send(
        request(base + path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
            .build());
  }

  /** Fills in the login form of a page. */
  public HttpResponse<String> login(HttpResponse<String> page, String username, String password) {
    Map<String, String> form = hidden(page);
    form.put("username", username);
    form.put("password", password);
    return post("/login", form);
  }

  /** Answers the consent form of a page. */
  public HttpResponse<String> decide(HttpResponse<String> page, String decision) {
    Map<String, String> form = hidden(page);
    form.put("decision", decision);
    return post("/consent", form);
  }

  /** Enters a user code, and signs in if asked to; the page that follows. */
  public HttpResponse<String> enter(String userCode, String username, String password) {
    Map<String, String> form = hidden(get(Server.issuer() + "/device"));
    form.put("user_code", userCode);
    HttpResponse<String> page = post("/device", form);
    return page.body().contains("action=\"/login\"") ? login(page, username, password) : page;
  }

  /** Answers the question about a device. */
  public HttpResponse<String> decideDevice(HttpResponse<String> page, String decision) {
    Map<String, String> form = hidden(page);
    form.put("decision", decision);
    return post("/device/decision", form);
  }

  public static Map<String, String> hidden(HttpResponse<String> page) {
    Map<String, String> fields = new HashMap<>();
    Matcher field = HIDDEN.matcher(page.body());
    while (field.find()) {
      fields.put(field.group(1), field.group(2));
    }
    return fields;
  }

  /** The query of the address that an answer redirects to. */
  public static Map<String, String> redirectQuery(HttpResponse<String> response) {
    String query = URI.create(response.headers().firstValue("Location").orElseThrow()).getQuery();
    return Pattern.compile("&")
        .splitAsStream(query)
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  public static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + '=' + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> follow(HttpResponse<String> response) {
    String location = response.headers().firstValue("Location").orElse("");
    boolean ours = location.startsWith("/") || location.startsWith(base + "/oauth2");
    if (response.statusCode() / 100 != 3 || !ours) {
      return response;
    }
    return get(URI.create(base).resolve(location).toString());
  }

  private HttpRequest.Builder request(String address) {
    var request = HttpRequest.newBuilder(URI.create(address)).header("User-Agent", userAgent);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      keep(response.headers().allValues("Set-Cookie"));
      return response;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void keep(List<String> setCookies) {
    for (String setCookie : setCookies) {
      String[] pair = setCookie.split(";", 2)[0].split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
  }
}
