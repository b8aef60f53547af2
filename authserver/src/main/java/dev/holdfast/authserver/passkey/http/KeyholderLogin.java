package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.passkey.PasskeySettings;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.Waiting;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Lets only those at a person's passkeys who signed in just now: a session somebody left open, or
 * its stolen cookie, must not turn into a way to sign in for ever.
 */
@Singleton
final class KeyholderLogin {

  private final SignedIn signedIn;
  private final LoginPage loginPage;
  private final Waiting waiting;
  private final BrowserCookies cookies;
  private final PasskeySettings settings;
  private final Issuer issuer;
  private final Clock clock;

  KeyholderLogin(
      SignedIn signedIn,
      LoginPage loginPage,
      Waiting waiting,
      BrowserCookies cookies,
      PasskeySettings settings,
      Issuer issuer,
      Clock clock) {
    this.signedIn = signedIn;
    this.loginPage = loginPage;
    this.waiting = waiting;
    this.cookies = cookies;
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Who is signed in, however long. */
  Optional<LoginSession> session(HttpRequest<?> http) {
    return signedIn.session(http);
  }

  /** Whether a person signed in recently enough. */
  boolean isFresh(LoginSession login) {
    return !clock.instant().isAfter(login.authTime().plus(settings.changesFor()));
  }

  /** Has the person sign in again, and come back. */
  HttpResponse<?> again(HttpRequest<?> http) {
    String browser = cookies.browser(http).orElseGet(OpaqueValue::random);
    return loginPage
        .of(waiting.openForPasskeys(browser), Optional.of(issuer.issuer()))
        .cookie(cookies.browserCookie(browser));
  }
}
