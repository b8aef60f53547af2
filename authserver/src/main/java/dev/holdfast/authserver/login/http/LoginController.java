package dev.holdfast.authserver.login.http;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.limit.Limit;
import dev.holdfast.authserver.limit.Limits;
import dev.holdfast.authserver.limit.TooOften;
import dev.holdfast.authserver.login.Acquaintance;
import dev.holdfast.authserver.login.Device;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.NewLogin;
import dev.holdfast.authserver.login.SignIn;
import dev.holdfast.authserver.login.SignOut;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.user.LoginAttempt;
import dev.holdfast.authserver.user.User;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Optional;

/** Takes the login form. */
@Controller("/login")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LoginController {

  private final Waiting waiting;
  private final SignIn signIn;
  private final SignOut signOut;
  private final SignedIn signedIn;
  private final Acquaintance acquaintance;
  private final BrowserCookies cookies;
  private final Limits limits;
  private final Issuer issuer;

  LoginController(
      Waiting waiting,
      SignIn signIn,
      SignOut signOut,
      SignedIn signedIn,
      Acquaintance acquaintance,
      BrowserCookies cookies,
      Limits limits,
      Issuer issuer) {
    this.waiting = waiting;
    this.signIn = signIn;
    this.signOut = signOut;
    this.signedIn = signedIn;
    this.acquaintance = acquaintance;
    this.cookies = cookies;
    this.limits = limits;
    this.issuer = issuer;
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> login(HttpRequest<?> http, @Body LoginForm form) {
    Optional<PendingRequest> found = waiting.find(http, form.requestId());
    // Expired, or another browser's.
    if (found.isEmpty()) {
      return Pages.refusal(
          HttpStatus.BAD_REQUEST, "It has expired. Start again at the application.");
    }
    PendingRequest request = found.get();
    // RFC 9700, section 4.7.1: the form must be ours.
    if (!OpaqueValue.same(request.csrf(), form.token())) {
      return Pages.refusal(HttpStatus.FORBIDDEN, "The form did not come from here.");
    }
    // Before the password is looked at; known and unknown user names alike.
    Optional<Duration> wait = limits.spend(Limit.LOGIN_USER, acquaintance.payer(http, form.name()));
    if (wait.isPresent()) {
      return TooOften.page(wait.get());
    }
    LoginSession before = signedIn.session(http).orElse(null);
    var login = new NewLogin(request.clientId(), Device.of(http), NewLogin.PASSWORD, before);
    Optional<User> user =
        signIn.check(
            new LoginAttempt(
                form.name(), form.secret(), request.clientId(), acquaintance.hash(http)));
    Optional<Secret> session = user.flatMap(person -> signIn.begin(person, login));
    if (user.isEmpty() || session.isEmpty()) {
      return LoginPage.again(request, form.name());
    }
    if (before != null) {
      signOut.leave(before);
    }
    return HttpResponse.seeOther(Waiting.continuation(request))
        .cookie(cookies.sessionCookie(session.get().reveal(), issuer.loginLifetime()))
        .cookie(acquaintance.remember(http, user.get()));
  }
}
