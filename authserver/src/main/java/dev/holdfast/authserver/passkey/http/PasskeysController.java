package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.login.FormProof;
import dev.holdfast.authserver.login.FreshLogin;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.passkey.Enrolment;
import dev.holdfast.authserver.passkey.PasskeyChanges;
import dev.holdfast.authserver.pending.AccountPlace;
import dev.holdfast.authserver.user.Users;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Lets signed-in people look after their passkeys. */
@Controller("/account/passkeys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PasskeysController {

  private static final URI PAGE = URI.create(AccountPlace.PASSKEYS.path());

  /** Where a person can sign in without an application. */
  private static final URI ACCOUNT = URI.create(AccountPlace.OVERVIEW.path());

  private final SignedIn signedIn;
  private final FreshLogin freshLogin;
  private final FormProof proof;
  private final Users users;
  private final Enrolment enrolment;
  private final PasskeyChanges changes;
  private final PasskeysPage page;

  PasskeysController(
      SignedIn signedIn,
      FreshLogin freshLogin,
      FormProof proof,
      Users users,
      Enrolment enrolment,
      PasskeyChanges changes,
      PasskeysPage page) {
    this.signedIn = signedIn;
    this.freshLogin = freshLogin;
    this.proof = proof;
    this.users = users;
    this.enrolment = enrolment;
    this.changes = changes;
    this.page = page;
  }

  @Get
  HttpResponse<?> show(HttpRequest<?> http) {
    Optional<LoginSession> login = signedIn.session(http);
    if (login.isEmpty()) {
      return HttpResponse.seeOther(ACCOUNT);
    }
    return freshLogin.isFresh(login.get())
        ? show(http, login.get(), HttpStatus.OK, "")
        : freshLogin.again(http, AccountPlace.PASSKEYS);
  }

  @Post("/options")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> options(HttpRequest<?> http, @Body PasskeyForm form) {
    return signedIn
        .session(http)
        .filter(_ -> proof.holds(http, form.token()))
        .filter(freshLogin::isFresh)
        .flatMap(login -> users.byId(login.userId()).map(user -> enrolment.options(login, user)))
        .<HttpResponse<?>>map(OptionsAnswer::of)
        .orElseGet(OptionsAnswer::refused);
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> http, @Body PasskeyForm form) {
    return changed(
        http,
        form,
        login ->
            enrolment.add(login, form.name(), form.answer())
                ? HttpResponse.seeOther(PAGE)
                : refused(http, login, "The passkey could not be added."));
  }

  @Post("/second-factor")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> secondFactor(HttpRequest<?> http, @Body PasskeyForm form) {
    return changed(
        http,
        form,
        login ->
            changes.setSecondFactor(login, form.requires())
                ? HttpResponse.seeOther(PAGE)
                : refused(http, login, "Add a passkey first."));
  }

  @Post("/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> remove(HttpRequest<?> http, @Body PasskeyForm form) {
    return changed(
        http,
        form,
        login ->
            switch (changes.removeOwn(login, form.passkeyId())) {
              case REMOVED -> PasskeysPage.removed();
              case UNKNOWN -> refused(http, login, "There is no such passkey.");
              case SECOND_FACTOR ->
                  refused(
                      http,
                      login,
                      "It is your last passkey, and you want to be asked for one after the"
                          + " password. Turn that off first.");
              case ONLY_WAY ->
                  refused(
                      http,
                      login,
                      "You have no other way to sign in. Set a password or link a provider"
                          + " first.");
            });
  }

  private HttpResponse<?> changed(
      HttpRequest<?> http, PasskeyForm form, Function<LoginSession, HttpResponse<?>> change) {
    return signedIn
        .change(
            http,
            form.token(),
            // Thought about it for long: the page asks to sign in again.
            login -> freshLogin.isFresh(login) ? change.apply(login) : HttpResponse.seeOther(PAGE))
        .orElseGet(() -> HttpResponse.seeOther(ACCOUNT));
  }

  private HttpResponse<?> refused(HttpRequest<?> http, LoginSession login, String why) {
    return show(http, login, HttpStatus.CONFLICT, why);
  }

  private HttpResponse<?> show(
      HttpRequest<?> http, LoginSession login, HttpStatus status, String alert) {
    return page.of(status, login, alert, proof.of(http));
  }
}
