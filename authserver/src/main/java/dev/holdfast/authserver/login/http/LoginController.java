package dev.holdfast.authserver.login.http;

import dev.holdfast.authserver.limit.Limit;
import dev.holdfast.authserver.limit.Limits;
import dev.holdfast.authserver.login.Acquaintance;
import dev.holdfast.authserver.login.LoginCompletion;
import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.login.NewLogin;
import dev.holdfast.authserver.login.SecondFactor;
import dev.holdfast.authserver.login.SignIn;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.refusal.TooOften;
import dev.holdfast.authserver.user.LoginAttempt;
import dev.holdfast.authserver.user.User;
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
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Takes the login form. */
@Controller("/login")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LoginController {

  private final Waiting waiting;
  private final SignIn signIn;
  private final Acquaintance acquaintance;
  private final SecondFactor secondFactor;
  private final LoginCompletion completion;
  private final Limits limits;
  private final LoginPage loginPage;

  LoginController(
      Waiting waiting,
      SignIn signIn,
      Acquaintance acquaintance,
      SecondFactor secondFactor,
      LoginCompletion completion,
      Limits limits,
      LoginPage loginPage) {
    this.waiting = waiting;
    this.signIn = signIn;
    this.acquaintance = acquaintance;
    this.secondFactor = secondFactor;
    this.completion = completion;
    this.limits = limits;
    this.loginPage = loginPage;
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
      return Pages.notOurForm();
    }
    // Before the password is looked at; known and unknown user names alike.
    Optional<Duration> wait = limits.spend(Limit.LOGIN_USER, acquaintance.payer(http, form.name()));
    if (wait.isPresent()) {
      return TooOften.page(wait.get());
    }
    Optional<User> user =
        signIn.check(
            new LoginAttempt(
                form.name(), form.secret(), request.clientId(), acquaintance.hash(http)));
    Optional<URI> onwards = user.flatMap(person -> secondFactor.demand(person, request));
    if (onwards.isPresent()) {
      return HttpResponse.seeOther(onwards.get());
    }
    return user.flatMap(person -> completion.complete(http, request, person, NewLogin.PASSWORD))
        .<HttpResponse<?>>map(signedIn -> signedIn)
        .orElseGet(() -> loginPage.again(request, form.name()));
  }
}
