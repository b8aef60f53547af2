package dev.holdfast.token.connections.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.holdfast.network.InternalAddresses;
import dev.holdfast.runtime.tls.Tls;
import dev.holdfast.token.connections.oauth.Trouble.Kind;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Sends what Nimbus made. An exchange is bounded as a whole, in time and in size, whatever a
 * provider drips; redirects are not followed, and nothing is sent twice.
 */
@Singleton
final class Wire {

  private static final long LARGEST_ANSWER = 256 * 1024;
  private static final int TOO_MANY_REQUESTS = 429;

  private final InternalAddresses addresses;
  private final Clock clock;
  private final SSLContext tls;
  private volatile HttpClient http;

  Wire(InternalAddresses addresses, Tls tls, Clock clock) {
    this.addresses = addresses;
    this.clock = clock;
    this.tls = tls.toOthers();
    this.http = client();
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }

  /**
   * The answer, whatever its status below 500 but 429.
   *
   * @throws Trouble if there is none
   */
  HTTPResponse send(HTTPRequest request, Duration timeout) throws Trouble {
    HttpResponse<String> answer = exchange(request, timeout);
    int status = answer.statusCode();
    if (status == TOO_MANY_REQUESTS || status >= 500) {
      Optional<String> value = answer.headers().firstValue("Retry-After");
      throw new Trouble(
          status == TOO_MANY_REQUESTS ? Kind.OVERLOADED : Kind.FAILED,
          value.flatMap(text -> RetryAfter.parse(text, clock.instant())).orElse(null));
    }
    var response = new HTTPResponse(status);
    answer.headers().map().forEach((name, values) -> set(response, name, values));
    response.setBody(answer.body());
    return response;
  }

  private HttpResponse<String> exchange(HTTPRequest request, Duration timeout) throws Trouble {
    HttpClient client = http;
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            translated(request), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProtocolException) {
        leave(client);
      }
      throw new Trouble(Kind.NO_ANSWER);
    } catch (TimeoutException _) {
      answer.cancel(true);
      throw new Trouble(Kind.NO_ANSWER);
    } catch (InterruptedException _) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new Trouble(Kind.NO_ANSWER);
    }
  }

  /**
   * The JDK's client gives up on interim responses without end but keeps their connection. One that
   * is shut down closes it, as soon as what it does for others is done.
   */
  private synchronized void leave(HttpClient client) {
    if (http.equals(client)) {
      http = client();
    }
    client.shutdown();
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .sslContext(tls)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  private HttpRequest translated(HTTPRequest request) {
    URI uri = addresses.of(request.getURI());
    String body = request.getBody();
    var builder =
        HttpRequest.newBuilder(uri)
            .method(
                request.getMethod().name(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    Map<String, List<String>> headers = request.getHeaderMap();
    headers.forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    // Some answer form parameters unless they are asked for JSON.
    return builder.header("Accept", "application/json").build();
  }

  private static void set(HTTPResponse response, String name, List<String> values) {
    response.setHeader(name, values.toArray(String[]::new));
  }
}
