package dev.holdfast.authserver.outbound.http;

import dev.holdfast.authserver.outbound.Fetched;
import dev.holdfast.authserver.outbound.HostNames;
import dev.holdfast.authserver.outbound.Outbound;
import dev.holdfast.authserver.outbound.OutboundSettings;
import dev.holdfast.authserver.outbound.Purpose;
import dev.holdfast.authserver.outbound.Sent;
import dev.holdfast.runtime.tls.Tls;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.io.CloseMode;

@Singleton
final class HttpOutbound implements Outbound {

  private static final String TOO_SLOW = "too slow";

  private final OutboundSettings settings;
  private final CloseableHttpClient client;
  private final Places places;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  HttpOutbound(OutboundSettings settings, HostNames names, Tls tls) {
    this.settings = settings;
    this.client = GuardedClient.of(new CheckedHostNames(names, settings), settings, tls.toOthers());
    this.places = new Places(settings);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }

  @Override
  public boolean permits(URI address) {
    return address.getHost() != null
        && address.getRawUserInfo() == null
        && address.getRawFragment() == null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && settings.allowsPrivate(address.getHost())));
  }

  @Override
  public Fetched get(Purpose purpose, URI address, int maxBytes) {
    var request = new HttpGet(address);
    request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
    return ask(
        purpose,
        address,
        request,
        new Question<>(
            response -> read(response, maxBytes), Fetched.Refused::new, Fetched.Unreachable::new));
  }

  @Override
  public Sent post(Purpose purpose, URI address, Map<String, String> form) {
    var request = new HttpPost(address);
    List<NameValuePair> fields = new ArrayList<>();
    form.forEach((name, value) -> fields.add(new BasicNameValuePair(name, value)));
    request.setEntity(new UrlEncodedFormEntity(fields, StandardCharsets.UTF_8));
    return ask(
        purpose,
        address,
        request,
        new Question<>(
            response -> new Sent.Answered(response.getCode()), Sent.Failed::new, Sent.Failed::new));
  }

  private <T> T ask(
      Purpose purpose, URI address, HttpUriRequestBase request, Question<T> question) {
    if (!permits(address)) {
      return question.refused.apply("not an address to ask");
    }
    // The place is kept until the exchange has really ended, however long nobody waits for it.
    Future<T> running =
        threads.submit(() -> inPlace(purpose, address.getHost(), request, question));
    return await(running, request, question);
  }

  private <T> T inPlace(
      Purpose purpose, String host, HttpUriRequestBase request, Question<T> question)
      throws InterruptedException {
    // Half of the time, so that the other half is left for the exchange.
    Optional<Places.Place> place = places.take(purpose, host, settings.timeout().dividedBy(2));
    if (place.isEmpty()) {
      return question.unreachable.apply("too many requests are under way");
    }
    try (Places.Place _ = place.get()) {
      return exchange(request, question);
    }
  }

  private <T> T await(Future<T> running, HttpUriRequestBase request, Question<T> question) {
    try {
      return running.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      request.abort();
      return question.unreachable.apply(TOO_SLOW);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A request to a client's address failed", e.getCause());
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
      return question.unreachable.apply("interrupted");
    }
  }

  private <T> T exchange(HttpUriRequestBase request, Question<T> question) {
    try {
      return client.execute(request, question.read);
    } catch (PrivateAddressException e) {
      return question.refused.apply("a private address");
    } catch (SocketTimeoutException e) {
      // The socket's own limit is the same, and either may come first.
      return question.unreachable.apply(TOO_SLOW);
    } catch (IOException e) {
      return question.unreachable.apply(e.getClass().getSimpleName());
    }
  }

  private static Fetched read(ClassicHttpResponse response, int maxBytes) throws IOException {
    int status = response.getCode();
    if (status >= HttpStatus.SC_INTERNAL_SERVER_ERROR
        || status == HttpStatus.SC_TOO_MANY_REQUESTS) {
      return new Fetched.Unreachable("status " + status);
    }
    // Redirects too: the next address would be anybody's.
    if (status != HttpStatus.SC_OK) {
      return new Fetched.Refused("status " + status);
    }
    HttpEntity entity = response.getEntity();
    if (entity == null || !isJson(entity.getContentType())) {
      return new Fetched.Refused("not JSON");
    }
    byte[] bytes = entity.getContent().readNBytes(maxBytes + 1);
    return bytes.length > maxBytes
        ? new Fetched.Refused("too long")
        : new Fetched.Document(new String(bytes, StandardCharsets.UTF_8), Freshness.of(response));
  }

  private static boolean isJson(String header) {
    return Optional.ofNullable(ContentType.parseLenient(header))
        .map(type -> type.getMimeType().toLowerCase(Locale.ROOT))
        .filter(
            type ->
                type.equals("application/json")
                    || (type.startsWith("application/") && type.endsWith("+json")))
        .isPresent();
  }

  /** How to put each end of an exchange. */
  private record Question<T>(
      HttpClientResponseHandler<T> read,
      Function<String, T> refused,
      Function<String, T> unreachable) {}
}
