package dev.holdfast.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends requests and reads JSON. Redirects are not followed: they would take secrets along. */
final class Wire {

  static final JsonMapper JSON = new JsonMapper();

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

  HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest built = request.timeout(TIMEOUT).header("Accept", "application/json").build();
    try {
      return http.send(built, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UnavailableException(
          "Nothing answers at " + built.uri() + ": " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted");
    }
  }

  /** An answer's body; null as JSON knows it if there is none. */
  static JsonNode json(HttpResponse<String> answer) {
    if (answer.body().isBlank()) {
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UnavailableException(
          "Not an authserver: "
              + answer.uri()
              + " answered "
              + answer.statusCode()
              + " without JSON");
    }
  }
}
