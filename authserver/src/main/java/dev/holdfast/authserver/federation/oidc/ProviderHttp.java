package dev.holdfast.authserver.federation.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import dev.holdfast.authserver.federation.FederationSettings;
import dev.holdfast.network.InternalAddresses;
import dev.holdfast.runtime.tls.Tls;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to providers: no redirect is followed, no long answer is read, and each ends within the
 * configured time as a whole.
 */
@Singleton
final class ProviderHttp implements HTTPRequestSender, ResourceRetriever {

  private static final int LONGEST_ANSWER = 256 * 1024;
  private static final int OK = 200;

  private final Duration timeout;
  private final InternalAddresses addresses;
  private final HttpClient client;

  ProviderHttp(FederationSettings settings, InternalAddresses addresses, Tls tls) {
    this.timeout = settings.timeout();
    this.addresses = addresses;
    this.client =
        HttpClient.newBuilder().sslContext(tls.toOthers()).connectTimeout(timeout).build();
  }

  @PreDestroy
  void stop() {
    client.shutdownNow();
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
    String body = Objects.requireNonNullElse(asked.getBody(), "");
    var request =
        HttpRequest.newBuilder(addresses.of(asked.getURI()))
            .method(asked.getMethod().name(), BodyPublishers.ofString(body));
    for (Map.Entry<String, List<String>> header : asked.getHeaderMap().entrySet()) {
      header.getValue().forEach(value -> request.header(header.getKey(), value));
    }
    return answer(exchange(request.build()));
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    HttpResponse<String> response = get(URI.create(url.toString()));
    return new Resource(
        response.body(), response.headers().firstValue("Content-Type").orElse(null));
  }

  /**
   * Reads a document.
   *
   * @throws IOException if there is none
   */
  HttpResponse<String> get(URI address) throws IOException {
    HttpResponse<String> response =
        exchange(
            HttpRequest.newBuilder(addresses.of(address))
                .header("Accept", "application/json")
                .build());
    if (response.statusCode() != OK) {
      throw new IOException("Status " + response.statusCode());
    }
    return response;
  }

  /** The client's own time-out ends with the headers; this one does not. */
  private HttpResponse<String> exchange(HttpRequest request) throws IOException {
    Future<HttpResponse<String>> running =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
    try {
      return running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      running.cancel(true);
      throw new IOException("Too slow", e);
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private static HTTPResponse answer(HttpResponse<String> response) throws IOException {
    var answer = new HTTPResponse(response.statusCode());
    try {
      var type = response.headers().firstValue("Content-Type");
      if (type.isPresent()) {
        answer.setContentType(type.get());
      }
    } catch (ParseException e) {
      throw new IOException("Malformed content type", e);
    }
    answer.setBody(response.body());
    return answer;
  }
}
