package dev.holdfast.local.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One browser of one person: its cookies last as long as it does, two browsers share nothing.
 *
 * <p>It follows redirects, of pages that go on by themselves too, up to {@value #MAX_REDIRECTS} in
 * a row, but not to an address given to {@link #stopAt}: that is where a native application would
 * be listening.
 */
public final class Browser {
  private static final int MAX_REDIRECTS = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final CookieJar jar = new CookieJar();
  private final List<String> stops = new CopyOnWriteArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(TIMEOUT).build();

  /** What is sent: the body is null for a GET, the initiator null for a typed address. */
  private record Visit(URI uri, @Nullable String body, @Nullable URI initiator) {}

  /** Redirects to addresses that begin so are not followed: the page then carries the address. */
  public Browser stopAt(URI prefix) {
    stops.add(prefix.toString());
    return this;
  }

  /** Goes to an address, as if typed. */
  public Page open(URI uri) {
    return navigate(new Visit(uri, null, null));
  }

  /** Submits a form as it stands. */
  public Page submit(Form form) {
    if (form.method().equals("POST")) {
      return navigate(new Visit(form.action(), form.encoded(), form.page()));
    }
    String address = form.action().toString().replaceFirst("[?#].*", "");
    return navigate(new Visit(URI.create(address + "?" + form.encoded()), null, form.page()));
  }

  /** The cookies held now. */
  public List<HttpCookie> cookies() {
    return jar.all();
  }

  /** Forgets every cookie. */
  public void clearCookies() {
    jar.clear();
  }

  private Page navigate(Visit first) {
    Visit visit = first;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<String> response = send(visit);
      jar.store(visit.uri(), response.headers());
      URI target = target(visit, response);
      if (target == null) {
        return page(visit.uri(), response);
      }
      if (stops.stream().anyMatch(target.toString()::startsWith)) {
        return page(target, response);
      }
      // RFC 9110 section 15.4: only 307 and 308 keep the method.
      String body = response.statusCode() >= 307 ? visit.body() : null;
      visit = new Visit(target, body, visit.initiator());
    }
    throw new IllegalStateException("Too many redirects from " + first.uri().getPath());
  }

  private static @Nullable URI target(Visit visit, HttpResponse<String> response) {
    return REDIRECTS.contains(response.statusCode())
        ? response.headers().firstValue("Location").map(visit.uri()::resolve).orElse(null)
        : page(visit.uri(), response).onwards().orElse(null);
  }

  private HttpResponse<String> send(Visit visit) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(withoutFragment(visit.uri()))
            .timeout(TIMEOUT)
            .header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
            .header("Sec-Fetch-Mode", "navigate")
            .header("Sec-Fetch-Dest", "document")
            .header("Sec-Fetch-Site", site(visit));
    jar.header(visit.uri()).ifPresent(cookies -> request.header("Cookie", cookies));
    if (visit.body() != null) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
      if (visit.initiator() != null) {
        request.header("Origin", origin(visit.initiator()));
      }
    }
    request.method(visit.body() == null ? "GET" : "POST", publisher(visit.body()));
    return exchange(request.build());
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("No answer from " + request.uri().getAuthority(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while browsing", e);
    }
  }

  private static String site(Visit visit) {
    URI initiator = visit.initiator();
    if (initiator == null) {
      return "none";
    }
    if (origin(initiator).equals(origin(visit.uri()))) {
      return "same-origin";
    }
    return initiator.getHost().equals(visit.uri().getHost()) ? "same-site" : "cross-site";
  }

  private static BodyPublisher publisher(@Nullable String body) {
    return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
  }

  private static URI withoutFragment(URI uri) {
    return URI.create(uri.toString().replaceFirst("#.*", ""));
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  private static Page page(URI uri, HttpResponse<String> response) {
    return new Page(uri, response.statusCode(), response.headers(), response.body());
  }
}
