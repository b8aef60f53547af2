package dev.holdfast.gateway.upstream.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.runtime.tracing.http.OutgoingCall;
import dev.holdfast.runtime.tracing.http.OutgoingCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where tokens are exchanged, and as whom. An exchange is bounded as a whole, in time and in size;
 * redirects are not followed.
 */
final class TokenEndpoint {

  private static final long LARGEST_ANSWER = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http;
  private final OutgoingCalls calls;
  private final Address address;
  private final Client client;
  private final Actor actor;

  TokenEndpoint(HttpClient http, OutgoingCalls calls, Address address, Client client, Actor actor) {
    this.http = http;
    this.calls = calls;
    this.address = address;
    this.client = client;
    this.actor = actor;
  }

  /** Where it is. */
  @FunctionalInterface
  interface Address {
    URI find() throws IOException;
  }

  /** Who acts (RFC 8693, section 1.1). */
  @FunctionalInterface
  interface Actor {
    Optional<Secret> token();
  }

  /** As whom the gateway comes. */
  record Client(String id, Secret secret) {}

  URI address() throws IOException {
    return address.find();
  }

  Client client() {
    return client;
  }

  Optional<Secret> actor() {
    return actor.token();
  }

  /**
   * The answer, whatever its status.
   *
   * @throws IOException if there is none in time
   */
  HTTPResponse send(TokenRequest request) throws IOException, InterruptedException {
    HTTPRequest sent = request.toHTTPRequest();
    try (OutgoingCall call = calls.toOthers(sent.getMethod().name(), sent.getURI())) {
      HttpRequest.Builder translated = translated(sent);
      call.tell(translated::setHeader);
      try {
        HTTPResponse answer = exchange(translated.build());
        call.answered(answer.getStatusCode());
        return answer;
      } catch (IOException e) {
        call.failed(e);
        throw e;
      }
    }
  }

  private HTTPResponse exchange(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
    try {
      return translated(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the token endpoint did not answer", e);
    } catch (ParseException e) {
      throw new IOException("the token endpoint answered no HTTP", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpRequest.Builder translated(HTTPRequest request) {
    var builder =
        HttpRequest.newBuilder(request.getURI())
            .method(request.getMethod().name(), BodyPublishers.ofString(request.getBody()));
    request
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    // Some answer form parameters unless they are asked for JSON.
    return builder.header("Accept", "application/json");
  }

  private static HTTPResponse translated(HttpResponse<String> answer) throws ParseException {
    var response = new HTTPResponse(answer.statusCode());
    var type = answer.headers().firstValue("Content-Type");
    if (type.isPresent()) {
      response.setContentType(type.get());
    }
    answer
        .headers()
        .firstValue("Retry-After")
        .ifPresent(value -> response.setHeader("Retry-After", value));
    response.setBody(answer.body());
    return response;
  }
}
