package dev.holdfast.bench.authserver;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint as every contender has one: a form goes there, a JSON object comes back.
 *
 * @param http shared by all workers, so that connections are reused
 */
record TokenEndpoint(URI uri, HttpClient http) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static HttpClient newClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  static String basic(String id, String secret) {
    String pair = id + ':' + secret;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends a form.
   *
   * @throws IllegalStateException if the answer is not 200
   */
  Map<String, Object> post(Map<String, String> form, @Nullable String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(uri + " answered " + answer.statusCode());
    }
    try {
      return JSONObjectUtils.parse(answer.body());
    } catch (ParseException e) {
      throw new IllegalStateException(uri + " answered something else than JSON");
    }
  }

  /** Sends a form and takes one member of the answer. */
  String post(Map<String, String> form, @Nullable String authorization, String member)
      throws IOException, InterruptedException {
    if (post(form, authorization).get(member) instanceof String value) {
      return value;
    }
    throw new IllegalStateException(uri + " answered without " + member);
  }

  private static String encoded(Map<String, String> form) {
    return URLUtils.serializeParameters(
        form.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
  }
}
