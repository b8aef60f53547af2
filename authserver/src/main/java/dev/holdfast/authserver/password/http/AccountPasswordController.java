package dev.holdfast.authserver.password.http;

import dev.holdfast.authserver.login.FormProof;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SignedIn;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.password.PasswordPages;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.user.NewPasswords;
import dev.holdfast.authserver.user.NewPasswords.Outcome;
import dev.holdfast.authserver.user.User;
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

/** Lets a signed-in person change the password. */
@Controller("/account/password")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountPasswordController {

  /** Where a person can sign in without an application. */
  private static final URI ACCOUNT = URI.create("/account");

  private final SignedIn signedIn;
  private final FormProof proof;
  private final BrowserCookies cookies;
  private final Users users;
  private final NewPasswords passwords;
  private final PasswordPages pages;

  AccountPasswordController(
      SignedIn signedIn,
      FormProof proof,
      BrowserCookies cookies,
      Users users,
      NewPasswords passwords,
      PasswordPages pages) {
    this.signedIn = signedIn;
    this.proof = proof;
    this.cookies = cookies;
    this.users = users;
    this.passwords = passwords;
    this.pages = pages;
  }

  @Get
  HttpResponse<?> ask(HttpRequest<?> http) {
    return person(http)
        .<HttpResponse<?>>map(person -> again(http, HttpStatus.OK, "", person))
        .orElseGet(() -> HttpResponse.seeOther(ACCOUNT));
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(HttpRequest<?> http, @Body PasswordForm form) {
    Optional<Person> found = person(http);
    if (found.isEmpty()) {
      return HttpResponse.seeOther(ACCOUNT);
    }
    Person person = found.get();
    // RFC 9700, section 4.7.1: the form must be ours.
    if (!proof.holds(http, form.proof())) {
      return Pages.notOurForm();
    }
    if (!form.isTypedTwice()) {
      return again(http, HttpStatus.BAD_REQUEST, "Type the same new password twice.", person);
    }
    Outcome outcome =
        passwords.byPerson(
            person.user().id(),
            person.login().sid(),
            person.login().authTime(),
            form.currentPassword(),
            form.newPassword());
    return switch (outcome) {
      case Outcome.Set _ -> pages.done().cookie(cookies.noSessionCookie());
      case Outcome.Objected(String reason) -> again(http, HttpStatus.BAD_REQUEST, reason, person);
      case Outcome.Refused _ ->
          again(
              http,
              HttpStatus.FORBIDDEN,
              "The current password does not match, or was tried too often just now.",
              person);
    };
  }

  private HttpResponse<?> again(
      HttpRequest<?> http, HttpStatus status, String alert, Person person) {
    return pages.change(status, alert, person.user(), proof.of(http));
  }

  private Optional<Person> person(HttpRequest<?> http) {
    return signedIn
        .session(http)
        .flatMap(login -> users.byId(login.userId()).map(user -> new Person(login, user)));
  }

  /** Who asks. */
  private record Person(LoginSession login, User user) {}
}
