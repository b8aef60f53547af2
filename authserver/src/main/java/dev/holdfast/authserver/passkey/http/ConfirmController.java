package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.passkey.Confirmation;
import dev.holdfast.authserver.passkey.PasskeyLogin;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.Waiting;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** Has people confirm their password with a passkey. Until then they are not signed in. */
@Controller("/login/confirm")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConfirmController {

  private final Waiting waiting;
  private final LoginForms forms;
  private final PasskeyLogin passkeys;

  ConfirmController(Waiting waiting, LoginForms forms, PasskeyLogin passkeys) {
    this.waiting = waiting;
    this.forms = forms;
    this.passkeys = passkeys;
  }

  @Get
  HttpResponse<?> ask(HttpRequest<?> http, @QueryValue(defaultValue = "") String request) {
    return waiting
        .find(http, request)
        .filter(pending -> passkeys.awaited(pending).isPresent())
        .<HttpResponse<?>>map(ConfirmPage::of)
        .orElseGet(LoginForms::expired);
  }

  @Post("/options")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> options(HttpRequest<?> http, @Body PasskeyForm form) {
    Optional<PendingRequest> request = forms.request(http, form);
    return request
        .flatMap(passkeys::awaited)
        .<HttpResponse<?>>map(awaited -> OptionsAnswer.of(passkeys.options(request.get(), awaited)))
        .orElseGet(OptionsAnswer::refused);
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> confirm(HttpRequest<?> http, @Body PasskeyForm form) {
    Optional<PendingRequest> request = forms.request(http, form);
    Optional<Confirmation> awaited = request.flatMap(passkeys::awaited);
    // Another browser's; or the password was right too long ago, or confirmed already.
    if (request.isEmpty() || awaited.isEmpty()) {
      return LoginForms.expired();
    }
    return passkeys
        .confirm(http, request.get(), awaited.get(), form.answer())
        .<HttpResponse<?>>map(signedIn -> signedIn)
        .orElseGet(() -> ConfirmPage.again(request.get()));
  }
}
