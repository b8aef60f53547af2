package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.login.LoginPage;
import dev.holdfast.authserver.passkey.PasskeyLogin;
import dev.holdfast.authserver.pending.PendingRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Signs people in with nothing but a passkey. */
@Controller("/login/passkey")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PasskeyLoginController {

  private final LoginForms forms;
  private final PasskeyLogin passkeys;
  private final LoginPage loginPage;

  PasskeyLoginController(LoginForms forms, PasskeyLogin passkeys, LoginPage loginPage) {
    this.forms = forms;
    this.passkeys = passkeys;
    this.loginPage = loginPage;
  }

  @Post("/options")
  HttpResponse<?> options(HttpRequest<?> http, @Body PasskeyForm form) {
    return forms
        .request(http, form)
        .<HttpResponse<?>>map(request -> OptionsAnswer.of(passkeys.options(request)))
        .orElseGet(OptionsAnswer::refused);
  }

  @Post
  HttpResponse<?> login(HttpRequest<?> http, @Body PasskeyForm form) {
    return forms
        .request(http, form)
        .<HttpResponse<?>>map(request -> login(http, request, form.answer()))
        .orElseGet(LoginForms::expired);
  }

  private HttpResponse<?> login(HttpRequest<?> http, PendingRequest request, String answer) {
    return passkeys
        .signIn(http, request, answer)
        .<HttpResponse<?>>map(signedIn -> signedIn)
        .orElseGet(() -> loginPage.passkeyRefused(request));
  }
}
