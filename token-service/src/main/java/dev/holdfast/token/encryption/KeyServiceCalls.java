package dev.holdfast.token.encryption;

import dev.holdfast.runtime.tls.Tls;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Calls of key services that speak JSON over HTTP. Follows no redirect, because what is sent is for
 * one service only; tells of a failure its status and nothing of the bodies.
 */
@Singleton
public final class KeyServiceCalls {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

  private final JsonMapper json;
  private final SSLContext tls;

  /** Calls with bodies of this form. */
  public KeyServiceCalls(JsonMapper json, Tls tls) {
    this.json = json;
    this.tls = tls.toOthers();
  }

  /**
   * Posts a body and reads the answer.
   *
   * @throws KeyServiceAwayException if there is no answer, or one that says to try again later
   * @throws GeneralSecurityException if there is no answer of status 200 that is an object
   */
  public JsonNode post(URI uri, Map<String, String> headers, Map<String, String> body)
      throws GeneralSecurityException {
    try (var http = client()) {
      var request = HttpRequest.newBuilder(uri).timeout(TIME_LIMIT);
      headers.forEach(request::header);
      HttpResponse<byte[]> answer =
          http.send(
              request
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                  .build(),
              BodyHandlers.ofByteArray());
      if (KeyServiceAwayException.isToldBy(answer.statusCode())) {
        throw new KeyServiceAwayException("it answered with status " + answer.statusCode());
      }
      if (answer.statusCode() != 200) {
        throw new GeneralSecurityException("it answered with status " + answer.statusCode());
      }
      return Optional.ofNullable(json.readValue(answer.body(), JsonNode.class))
          .filter(JsonNode::isObject)
          .orElseThrow(() -> new GeneralSecurityException("its answer is no object"));
    } catch (IOException e) {
      throw new KeyServiceAwayException("it cannot be called: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyServiceAwayException("interrupted while waiting for an answer", e);
    }
  }

  /**
   * A text of an answer.
   *
   * @throws GeneralSecurityException if there is none of that name
   */
  public static String text(JsonNode answer, String name) throws GeneralSecurityException {
    return Optional.ofNullable(answer.get(name))
        .filter(JsonNode::isString)
        .map(JsonNode::getStringValue)
        .orElseThrow(() -> new GeneralSecurityException("its answer has no " + name));
  }

  /**
   * Bytes of an answer, in base64.
   *
   * @throws GeneralSecurityException if there are none of that name
   */
  public static byte[] bytes(JsonNode answer, String name) throws GeneralSecurityException {
    try {
      return Base64.getDecoder().decode(text(answer, name));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("its answer has no bytes as " + name, e);
    }
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT_LIMIT)
        .followRedirects(Redirect.NEVER)
        .sslContext(tls)
        .build();
  }
}
