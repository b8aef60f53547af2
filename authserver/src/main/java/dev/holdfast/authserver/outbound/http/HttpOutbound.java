package dev.holdfast.authserver.outbound.http;

import dev.holdfast.authserver.outbound.Fetched;
import dev.holdfast.authserver.outbound.HostNames;
import dev.holdfast.authserver.outbound.Outbound;
import dev.holdfast.authserver.outbound.OutboundSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.io.CloseMode;

@Singleton
final class HttpOutbound implements Outbound {

  private final OutboundSettings settings;
  private final CloseableHttpClient client;
  private final Semaphore places;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  HttpOutbound(OutboundSettings settings, HostNames names) {
    this.settings = settings;
    this.client = GuardedClient.of(new CheckedHostNames(names, settings), settings);
    this.places = new Semaphore(settings.maxConcurrent());
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
  public Fetched get(URI address, int maxBytes) {
    if (!permits(address)) {
      return new Fetched.Refused("not an address to ask");
    }
    if (!places.tryAcquire()) {
      return new Fetched.Unreachable("too many requests are under way");
    }
    var request = new HttpGet(address);
    request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
    Future<Fetched> running =
        threads.submit(
            () -> {
              // Kept until the exchange has really ended, however long nobody waits for it.
              try {
                return exchange(request, maxBytes);
              } finally {
                places.release();
              }
            });
    return await(running, request);
  }

  private Fetched await(Future<Fetched> running, HttpGet request) {
    try {
      return running.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      request.abort();
      return new Fetched.Unreachable("too slow");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Reading a client's document failed", e.getCause());
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
      return new Fetched.Unreachable("interrupted");
    }
  }

  private Fetched exchange(HttpGet request, int maxBytes) {
    try {
      return client.execute(request, response -> read(response, maxBytes));
    } catch (PrivateAddressException e) {
      return new Fetched.Refused("a private address");
    } catch (IOException e) {
      return new Fetched.Unreachable(e.getClass().getSimpleName());
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
}
