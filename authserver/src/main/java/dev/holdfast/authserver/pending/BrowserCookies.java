package dev.holdfast.authserver.pending;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookies: one names the browser while a request is pending, one the login session, and one
 * lasts, so that a browser is known again. They hold nothing but random bits. Cookies ignore ports,
 * so the names tell instances on one host apart.
 */
@Singleton
public final class BrowserCookies {

  private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int TAG_LENGTH = 8;

  private final boolean secure;
  private final String browserName;
  private final String sessionName;
  private final String lastingName;

  BrowserCookies(CookieSettings settings, Issuer issuer) {
    boolean https = "https".equals(issuer.issuer().getScheme());
    this.secure = Optional.ofNullable(settings.secure()).orElse(https);
    String prefix = secure ? "__Host-" : "";
    String tag = OpaqueValue.hash(issuer.id()).replaceAll("[_-]", "").substring(0, TAG_LENGTH);
    this.browserName = prefix + "holdfast-browser-" + tag;
    this.sessionName = prefix + "holdfast-session-" + tag;
    this.lastingName = prefix + "holdfast-known-" + tag;
  }

  /** The browser's secret, if it has one. */
  public Optional<String> browser(HttpRequest<?> http) {
    return value(http, browserName);
  }

  /** The cookie that keeps a browser's secret until the browser closes. */
  public Cookie browserCookie(String secret) {
    return cookie(browserName, secret);
  }

  /** The login session's secret, if the browser has one. */
  public Optional<String> session(HttpRequest<?> http) {
    return value(http, sessionName);
  }

  /** The cookie that keeps a login session. */
  public Cookie sessionCookie(String secret, Duration lifetime) {
    return cookie(sessionName, secret).maxAge(lifetime);
  }

  /** The cookie that takes the login session's place when it has ended. */
  public Cookie noSessionCookie() {
    return cookie(sessionName, "").maxAge(0);
  }

  /** What a browser at which somebody signed in is known by. */
  public Optional<String> lasting(HttpRequest<?> http) {
    return value(http, lastingName);
  }

  /** The cookie by which a browser is known again. */
  public Cookie lastingCookie(String secret, Duration lifetime) {
    return cookie(lastingName, secret).maxAge(lifetime);
  }

  private Cookie cookie(String name, String value) {
    return Cookie.of(name, value).path("/").httpOnly(true).secure(secure).sameSite(SameSite.Lax);
  }

  private static Optional<String> value(HttpRequest<?> http, String name) {
    return http.getCookies()
        .findCookie(name)
        .map(Cookie::getValue)
        .filter(value -> RANDOM.matcher(value).matches());
  }
}
