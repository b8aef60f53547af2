package dev.holdfast.authserver.password.http;

import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.password.PasswordPages;
import dev.holdfast.authserver.user.NewPasswords;
import dev.holdfast.authserver.user.NewPasswords.Outcome;
import dev.holdfast.authserver.user.User;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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

/**
 * Lets the holder of a reset link choose a password. The link alone opens it, so no other site can
 * send the form for somebody. Looking at the page does not use the link up: mail scanners do that.
 */
@Controller("/reset")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ResetController {

  private final NewPasswords passwords;
  private final PasswordPages pages;

  ResetController(NewPasswords passwords, PasswordPages pages) {
    this.passwords = passwords;
    this.pages = pages;
  }

  @Get
  HttpResponse<?> ask(@QueryValue(defaultValue = "") String token) {
    return passwords
        .whose(token)
        .<HttpResponse<?>>map(user -> pages.reset(HttpStatus.OK, "", user, token))
        .orElseGet(ResetController::noGood);
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> reset(@Body PasswordForm form) {
    String token = form.resetToken();
    Optional<User> found = passwords.whose(token);
    if (found.isEmpty()) {
      return noGood();
    }
    User user = found.get();
    if (!form.isTypedTwice()) {
      return pages.reset(HttpStatus.BAD_REQUEST, "Type the same password twice.", user, token);
    }
    return switch (passwords.byReset(token, form.newPassword())) {
      case Outcome.Set _ -> pages.done();
      case Outcome.Objected(String reason) ->
          pages.reset(HttpStatus.BAD_REQUEST, reason, user, token);
      case Outcome.Refused _ -> noGood();
    };
  }

  private static HttpResponse<?> noGood() {
    return Pages.refusal(
        HttpStatus.BAD_REQUEST, "The link has been used or has expired. Ask for a new one.");
  }
}
