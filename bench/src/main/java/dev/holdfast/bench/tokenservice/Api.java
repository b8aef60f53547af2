package dev.holdfast.bench.tokenservice;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

/**
 * The internal API as other services call it.
 *
 * @param http shared by all workers, so that connections are reused
 * @param serviceToken what the caller proves itself with
 */
record Api(URI base, HttpClient http, String serviceToken) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Posts JSON; the answer's object is empty if there is none.
   *
   * @throws IllegalStateException if the answer is neither 200 nor 204
   */
  Map<String, Object> post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + serviceToken)
            .POST(BodyPublishers.ofString(JSONObjectUtils.toJSONString(body)))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200 && answer.statusCode() != 204) {
      throw new IllegalStateException(path + " answered " + answer.statusCode());
    }
    try {
      return answer.statusCode() == 204 ? Map.of() : JSONObjectUtils.parse(answer.body());
    } catch (ParseException e) {
      throw new IllegalStateException(path + " answered something else than JSON");
    }
  }

  /** Posts JSON and takes one text of the answer. */
  String post(String path, Map<String, Object> body, String member)
      throws IOException, InterruptedException {
    if (post(path, body).get(member) instanceof String value) {
      return value;
    }
    throw new IllegalStateException(path + " answered without " + member);
  }
}
