package dev.holdfast.authserver.login;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.user.User;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The end of every way to sign in: begins the login session and sends the browser on. */
@Singleton
public final class LoginCompletion {

  private final SignIn signIn;
  private final SignOut signOut;
  private final SignedIn signedIn;
  private final Acquaintance acquaintance;
  private final BrowserCookies cookies;
  private final Issuer issuer;

  LoginCompletion(
      SignIn signIn,
      SignOut signOut,
      SignedIn signedIn,
      Acquaintance acquaintance,
      BrowserCookies cookies,
      Issuer issuer) {
    this.signIn = signIn;
    this.signOut = signOut;
    this.signedIn = signedIn;
    this.acquaintance = acquaintance;
    this.cookies = cookies;
    this.issuer = issuer;
  }

  /**
   * Signs a person in who has proved everything there is to prove.
   *
   * @param amr by what means (RFC 8176), separated by spaces
   * @return empty if the user may not sign in by now
   */
  public Optional<MutableHttpResponse<?>> complete(
      HttpRequest<?> http, PendingRequest request, User user, String amr) {
    return complete(http, request, user, amr, null);
  }

  /**
   * The same, through another provider.
   *
   * @param provider its name; absent if the person signed in here
   */
  public Optional<MutableHttpResponse<?>> complete(
      HttpRequest<?> http,
      PendingRequest request,
      User user,
      String amr,
      @Nullable String provider) {
    LoginSession before = signedIn.session(http).orElse(null);
    var login = new NewLogin(request.clientId(), Device.of(http), amr, before, provider);
    Optional<Secret> session = signIn.begin(user, login);
    if (session.isPresent() && before != null) {
      signOut.leave(before);
    }
    return session.map(
        secret ->
            HttpResponse.seeOther(Waiting.continuation(request))
                .cookie(cookies.sessionCookie(secret.reveal(), issuer.loginLifetime()))
                .cookie(acquaintance.remember(http, user)));
  }
}
