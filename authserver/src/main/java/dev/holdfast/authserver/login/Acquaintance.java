package dev.holdfast.authserver.login;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.user.KnownBrowsers;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Knows browsers again at which people have signed in, so that a stranger's wrong guesses do not
 * keep them waiting there.
 */
@Singleton
public final class Acquaintance {

  private static final Duration LIFETIME = Duration.ofDays(180);

  private final Users users;
  private final KnownBrowsers browsers;
  private final BrowserCookies cookies;
  private final Clock clock;

  Acquaintance(Users users, KnownBrowsers browsers, BrowserCookies cookies, Clock clock) {
    this.users = users;
    this.browsers = browsers;
    this.cookies = cookies;
    this.clock = clock;
  }

  /** The hash under which a browser may be known. */
  public @Nullable String hash(HttpRequest<?> http) {
    return cookies.lasting(http).map(OpaqueValue::hash).orElse(null);
  }

  /** Whose budget an attempt spends: the browser's where the person is known, or the name's. */
  public String payer(HttpRequest<?> http, String username) {
    return cookies
        .lasting(http)
        .map(OpaqueValue::hash)
        .filter(
            hash ->
                users
                    .byUsername(username)
                    .flatMap(user -> browsers.find(hash, user.id()))
                    .isPresent())
        .orElse(username);
  }

  /** Remembers that a person has signed in; the browser keeps the cookie. */
  public Cookie remember(HttpRequest<?> http, User user) {
    String secret = cookies.lasting(http).orElseGet(OpaqueValue::random);
    browsers.remember(OpaqueValue.hash(secret), user.id(), clock.instant().plus(LIFETIME));
    return cookies.lastingCookie(secret, LIFETIME);
  }
}
