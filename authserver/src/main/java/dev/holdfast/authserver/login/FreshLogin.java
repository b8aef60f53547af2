package dev.holdfast.authserver.login;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.AccountPlace;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.Waiting;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Lets only those add ways to sign in who signed in just now: a session somebody left open, or its
 * stolen cookie, must not turn into a way in for ever.
 */
@Singleton
public final class FreshLogin {

  private final LoginPage loginPage;
  private final Waiting waiting;
  private final BrowserCookies cookies;
  private final FreshLoginSettings settings;
  private final Issuer issuer;
  private final Clock clock;

  FreshLogin(
      LoginPage loginPage,
      Waiting waiting,
      BrowserCookies cookies,
      FreshLoginSettings settings,
      Issuer issuer,
      Clock clock) {
    this.loginPage = loginPage;
    this.waiting = waiting;
    this.cookies = cookies;
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Whether a person signed in recently enough. */
  public boolean isFresh(LoginSession login) {
    return !clock.instant().isAfter(login.authTime().plus(settings.freshLogin()));
  }

  /** Has the person sign in again, and come back to a page of theirs. */
  public HttpResponse<?> again(HttpRequest<?> http, AccountPlace place) {
    String browser = cookies.browser(http).orElseGet(OpaqueValue::random);
    return loginPage
        .of(waiting.openForAccount(browser, place), Optional.of(issuer.issuer()))
        .cookie(cookies.browserCookie(browser));
  }
}
