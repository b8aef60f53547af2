package dev.holdfast.local.browser;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cookies as RFC 6265bis keeps them: one per name, host and path, never told apart by port. Secure
 * ones also go to loopback hosts without TLS, as browsers do. SameSite is not looked at.
 */
final class CookieJar {
  private record Key(String host, String path, String name) {}

  private record Cookie(HttpCookie parsed, boolean hostOnly) {}

  private final Map<Key, Cookie> cookies = new LinkedHashMap<>();

  /** Takes over what an answer set. */
  synchronized void store(URI uri, HttpHeaders headers) {
    headers.allValues("Set-Cookie").stream()
        .flatMap(header -> HttpCookie.parse("Set-Cookie: " + header).stream())
        .forEach(cookie -> store(uri, cookie));
  }

  /** The Cookie header for a request; empty when nothing fits. */
  synchronized Optional<String> header(URI uri) {
    cookies.values().removeIf(cookie -> cookie.parsed().hasExpired());
    String header =
        cookies.entrySet().stream()
            .filter(entry -> fits(uri, entry.getKey(), entry.getValue()))
            // Section 5.8.3: longer paths first.
            .sorted(Comparator.comparingInt(entry -> -entry.getKey().path().length()))
            .map(entry -> entry.getKey().name() + "=" + entry.getValue().parsed().getValue())
            .collect(Collectors.joining("; "));
    return header.isEmpty() ? Optional.empty() : Optional.of(header);
  }

  synchronized List<HttpCookie> all() {
    return cookies.values().stream().map(Cookie::parsed).toList();
  }

  synchronized void clear() {
    cookies.clear();
  }

  private void store(URI uri, HttpCookie cookie) {
    String host = host(uri);
    Optional<String> domain = domain(cookie);
    String path =
        Optional.ofNullable(cookie.getPath())
            .filter(given -> given.startsWith("/"))
            .orElseGet(() -> defaultPath(uri));
    // Section 5.7: a host may not set cookies for strangers, nor bend the __Host- promise.
    if (domain.isPresent() && !under(host, domain.get())) {
      return;
    }
    if (cookie.getName().startsWith("__Host-")
        && (!cookie.getSecure() || domain.isPresent() || !path.equals("/"))) {
      return;
    }
    cookies.put(
        new Key(domain.orElse(host), path, cookie.getName()), new Cookie(cookie, domain.isEmpty()));
  }

  private static boolean fits(URI uri, Key key, Cookie cookie) {
    String host = host(uri);
    boolean hostFits = cookie.hostOnly() ? host.equals(key.host()) : under(host, key.host());
    return hostFits
        && pathFits(path(uri), key.path())
        && (!cookie.parsed().getSecure() || trustworthy(uri));
  }

  private static Optional<String> domain(HttpCookie cookie) {
    return Optional.ofNullable(cookie.getDomain())
        .map(given -> given.startsWith(".") ? given.substring(1) : given)
        .map(given -> given.toLowerCase(Locale.ROOT));
  }

  private static boolean under(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  private static boolean pathFits(String path, String cookiePath) {
    return path.equals(cookiePath)
        || (path.startsWith(cookiePath)
            && (cookiePath.endsWith("/") || path.charAt(cookiePath.length()) == '/'));
  }

  private static String defaultPath(URI uri) {
    int slash = path(uri).lastIndexOf('/');
    return slash <= 0 ? "/" : path(uri).substring(0, slash);
  }

  private static String path(URI uri) {
    return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
  }

  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static boolean trustworthy(URI uri) {
    return "https".equals(uri.getScheme())
        || host(uri).equals("localhost")
        || host(uri).equals("127.0.0.1");
  }
}
